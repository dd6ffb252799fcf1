import { type Tracking } from "../model/fulfillment.ts";

export interface TrackingInput {
  company?: string | null;
  number?: string | null;
  numbers?: string[] | null;
  url?: string | null;
  urls?: string[] | null;
}

/** Where a shipment can be followed with each carrier that is known here; Shopify makes links for those that it knows. */
const carriers: Record<string, string> = {
  "Blue Dart": "https://www.bluedart.com/tracking?trackFor=0&trackNo=",
  Delhivery: "https://www.delhivery.com/track/package/",
  "DHL Express": "https://www.dhl.com/global-en/home/tracking.html?tracking-id=",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr=",
  "India Post": "https://www.indiapost.gov.in/_layouts/15/dop.portal.tracking/trackconsignment.aspx?consignment=",
  UPS: "https://www.ups.com/track?tracknum=",
  USPS: "https://tools.usps.com/go/TrackConfirmAction?tLabels=",
};

/** The tracking entries that an input stands for: one for each number, with the link that goes with it. */
export function trackingOf(input: TrackingInput | null | undefined): Tracking[] {
  if (!input) return [];
  const company = input.company ?? null;
  const numbers = input.numbers ?? (input.number ? [input.number] : []);
  const urls = input.urls ?? (input.url ? [input.url] : []);
  const count = Math.max(numbers.length, urls.length);
  if (count === 0) return company === null ? [] : [{ company, number: null, url: null }];
  return Array.from({ length: count }, (_each, index) => {
    const number = numbers[index] ?? null;
    const known = company === null ? undefined : carriers[company];
    return { company, number, url: urls[index] ?? (known && number ? known + encodeURIComponent(number) : null) };
  });
}
