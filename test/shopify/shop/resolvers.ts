import { connect, connectPage, type ConnectionArgs, pageRequest } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { accessDenied, invalidId, notAnswered } from "../admin-api/errors.ts";
import { findable } from "../admin-api/node.ts";
import { type Resolvers } from "../admin-api/resolvers.ts";
import { legacyId, toGid, typeOfGid, type Gid } from "../model/ids.ts";
import { type Location, type Shop, type Staff, staffName } from "../model/shop.ts";
import { installationId, installationOf } from "./app.ts";
import { receiveFlowTrigger, type FlowTrigger } from "./flow.ts";

findable("Shop", ({ shop }, id) => (shop.id === id ? shop : undefined));
findable("Location", ({ world, shop }, id) => world.documents.find(shop.domain, "Location", id));
findable("StaffMember", (context, id) => staffMember(context, id, "staffMember"));

/** Shopify gives staff away only with a scope of its own, and only in shops of the higher plans. */
function staffMember(context: Context, id: Gid, field: string): Staff | undefined {
  requireStaffAccess(context, field);
  return context.shop.staff.find((staff) => staff.id === id);
}

function requireStaffAccess(context: Context, field: string) {
  if (context.allows("read_users") && context.shop.plus) return;
  throw accessDenied(field, "`read_users` access scope. Also: The app must be a finance embedded app or installed on a Shopify Plus or Advanced store. Contact Shopify Support to enable this scope for your app.");
}

export const shopResolvers: Resolvers = {
  types: {
    Shop: {
      myshopifyDomain: ({ domain }: Shop) => domain,
      ianaTimezone: ({ timeZone }: Shop) => timeZone,
      contactEmail: ({ email }: Shop) => email,
      url: ({ domain }: Shop) => `https://${domain}`,
      primaryDomain: ({ id, domain }: Shop) => ({ id: toGid("Domain", legacyId(id)), host: domain, url: `https://${domain}`, sslEnabled: true }),
      enabledPresentmentCurrencies: ({ currencyCode }: Shop) => [currencyCode],
      shopOwnerName: ({ staff }: Shop) => staff.filter(({ accountOwner }) => accountOwner).map(staffName).join(),
      weightUnit: () => "GRAMS",
      unitSystem: () => "METRIC_SYSTEM",
      orderNumberFormatPrefix: () => "#",
      orderNumberFormatSuffix: () => "",
      plan: ({ plus }: Shop) => ({ publicDisplayName: plus ? "Shopify Plus" : "Basic", shopifyPlus: plus, partnerDevelopment: true }),
      accountOwner: ({ staff }: Shop, _args, context) => {
        requireStaffAccess(context, "accountOwner");
        return staff.find(({ accountOwner }) => accountOwner);
      },
    },
    StaffMember: {
      name: (staff: Staff) => staffName(staff),
      isShopOwner: ({ accountOwner }: Staff) => accountOwner,
      active: () => true,
      exists: () => true,
      locale: () => "en",
      accountType: () => "REGULAR",
      initials: ({ firstName, lastName }: Staff) => [firstName[0], lastName[0]],
    },
    Location: {
      legacyResourceId: ({ id }: Location) => legacyId(id),
      isActive: ({ active }: Location) => active,
      isFulfillmentService: () => false,
      fulfillmentService: () => null,
      hasActiveInventory: ({ id }: Location, _args, { world, shop }) => world.inventory.items(shop.domain, id).length > 0,
      hasUnfulfilledOrders: () => {
        throw notAnswered("Location.hasUnfulfilledOrders");
      },
      address: ({ address }: Location) => ({ ...address, formatted: [address.address1, address.city, address.country].filter(Boolean) }),
      deactivatedAt: ({ active, updatedAt }: Location) => (active ? null : updatedAt),
    },
  },
  queries: {
    shop: (_source, _args, { shop }) => shop,
    staffMembers: (_source, args: ConnectionArgs, context) => {
      requireStaffAccess(context, "staffMembers");
      return connect(context.shop.staff, args, context);
    },
    staffMember: (_source, { id }: { id?: Gid }, context) => staffMember(context, id ?? "", "staffMember") ?? null,
    currentStaffMember: (_source, _args, { shop, token }) => {
      const staff = shop.staff.find(({ id }) => id === token.userId);
      if (!staff) throw accessDenied("currentStaffMember", "A user session: an offline token has none.");
      return staff;
    },
    currentAppInstallation: (_source, _args, context) => installationOf(context),
    appInstallation: (_source, { id }: { id?: Gid }, context) => (!id || id === installationId(context) ? installationOf(context) : null),
    location: (_source, { id }: { id?: Gid }, { world, shop }) => {
      if (id && typeOfGid(id) !== "Location") throw invalidId(id);
      return (id ? world.documents.find(shop.domain, "Location", id) : world.documents.list(shop.domain, "Location")[0]) ?? null;
    },
    locations: (_source, { includeInactive, query, ...args }: ConnectionArgs & { includeInactive?: boolean; query?: string }, context) => {
      if (query) throw notAnswered("locations(query:)");
      const where = includeInactive ? "1" : "json_extract(body, '$.active')";
      return connectPage(context.world.documents.page(context.shop.domain, "Location", pageRequest(args, context, "id"), { where, values: [] }));
    },
    job: (_source, { id }: { id: Gid }, { world }) => {
      const done = world.jobs.get(id);
      return done === undefined ? null : { id, done };
    },
  },
  mutations: {
    flowTriggerReceive: (change, trigger: FlowTrigger) => receiveFlowTrigger(change, trigger),
  },
  scopes: {
    "QueryRoot.location": ["read_locations"],
    "QueryRoot.locations": ["read_locations"],
  },
};
