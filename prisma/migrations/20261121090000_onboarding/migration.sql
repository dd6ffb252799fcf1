-- AlterTable
ALTER TABLE "staff_members" ADD COLUMN     "onboarding_dismissed_at" TIMESTAMPTZ(3);
