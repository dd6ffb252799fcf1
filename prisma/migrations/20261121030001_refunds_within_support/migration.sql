-- AlterTable
ALTER TABLE "return_refunds" DROP COLUMN "override_reason";

-- No refund that is still to be made is larger than what inspection and the captured amount support.
ALTER TABLE return_refunds
  ADD CHECK (source <> 'shopify' OR status NOT IN ('requested', 'sending') OR amount <= supported);
