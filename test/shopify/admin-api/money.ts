import { type Minor, toDecimal } from "../model/money.ts";

/** The side of an order that says in which currencies its amounts are. */
export interface Currencies {
  currencyCode: string;
  presentmentCurrencyCode: string;
  presentmentRate: number;
}

export function moneyV2(amount: Minor, currencyCode: string) {
  return { amount: toDecimal(amount, currencyCode), currencyCode };
}

/** An amount in the shop's currency and in the one that the customer saw. */
export function moneyBag(amount: Minor, { currencyCode, presentmentCurrencyCode, presentmentRate }: Currencies) {
  return { shopMoney: moneyV2(amount, currencyCode), presentmentMoney: moneyV2(toPresentment(amount, { currencyCode, presentmentCurrencyCode, presentmentRate }), presentmentCurrencyCode) };
}

export function toPresentment(amount: Minor, { currencyCode, presentmentCurrencyCode, presentmentRate }: Currencies): Minor {
  return currencyCode === presentmentCurrencyCode ? amount : Math.round(amount * presentmentRate);
}
