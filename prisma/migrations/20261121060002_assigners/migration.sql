-- AlterTable
ALTER TABLE "assignment_conflicts" ADD COLUMN     "outcome" TEXT NOT NULL DEFAULT 'refused';

-- CreateTable
CREATE TABLE "assignment_turns" (
    "shop" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "assignee" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignment_turns_pkey" PRIMARY KEY ("shop","team")
);

-- CreateTable
CREATE TABLE "order_locations" (
    "shop" TEXT NOT NULL,
    "order_id" BIGINT NOT NULL,
    "location_id" BIGINT,
    "name" TEXT,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_locations_pkey" PRIMARY KEY ("shop","order_id")
);

-- ---------------------------------------------------------------------------------------------------------------------
-- What Prisma's schema cannot say.

SELECT scope_by_shop('assignment_turns'), scope_by_shop('order_locations');
ALTER TABLE assignment_conflicts
  ADD CHECK (source IN ('manual', 'auto', 'route')),
  ADD CHECK (outcome IN ('refused', 'retried', 'given_up'));
