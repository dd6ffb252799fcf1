export { findApiKey, mintApiKey, type FoundApiKey } from "./api-keys.server.ts";
export { getSettings } from "./get-settings.server.ts";
export { getShop, type ShopView } from "./get-shop.server.ts";
export { installShop } from "./install-shop.server.ts";
export { listAssignees } from "./list-assignees.server.ts";
export { setStaffRole } from "./set-staff-role.server.ts";
export { resolveStaff, type Staff } from "./resolve-staff.server.ts";
export { ShopSettings } from "./settings.ts";
export { shopTopics } from "./topics.server.ts";
