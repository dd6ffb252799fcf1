import { type Currencies, toPresentment } from "../admin-api/money.ts";
import { type Minor, toFixed } from "../model/money.ts";

/** An amount as REST bodies write it beside the plain string: `…_set`. */
export function restBag(amount: Minor, currencies: Currencies) {
  const { currencyCode, presentmentCurrencyCode } = currencies;
  return {
    shop_money: { amount: toFixed(amount, currencyCode), currency_code: currencyCode },
    presentment_money: { amount: toFixed(toPresentment(amount, currencies), presentmentCurrencyCode), currency_code: presentmentCurrencyCode },
  };
}

/** `name` and `name_set`, as REST bodies carry most amounts. */
export function restAmount<N extends string>(name: N, amount: Minor, currencies: Currencies) {
  return { [name]: toFixed(amount, currencies.currencyCode), [`${name}_set`]: restBag(amount, currencies) };
}
