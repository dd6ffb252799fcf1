// Written by scripts/generate-admin-api.ts from the app's *.graphql files: change those, then run 'npm run generate'.
import type { AdminOperation } from "./admin-api.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type BulkOperationErrorCode =
  | 'ACCESS_DENIED'
  | 'INTERNAL_SERVER_ERROR'
  | 'TIMEOUT';

export type BulkOperationStatus =
  | 'CANCELED'
  | 'CANCELING'
  | 'COMPLETED'
  | 'CREATED'
  | 'EXPIRED'
  | 'FAILED'
  | 'RUNNING';

export type BulkOperationUserErrorCode =
  | 'INVALID'
  | 'LIMIT_REACHED'
  | 'OPERATION_IN_PROGRESS';

export type CountryCode =
  | 'AC'
  | 'AD'
  | 'AE'
  | 'AF'
  | 'AG'
  | 'AI'
  | 'AL'
  | 'AM'
  | 'AN'
  | 'AO'
  | 'AR'
  | 'AT'
  | 'AU'
  | 'AW'
  | 'AX'
  | 'AZ'
  | 'BA'
  | 'BB'
  | 'BD'
  | 'BE'
  | 'BF'
  | 'BG'
  | 'BH'
  | 'BI'
  | 'BJ'
  | 'BL'
  | 'BM'
  | 'BN'
  | 'BO'
  | 'BQ'
  | 'BR'
  | 'BS'
  | 'BT'
  | 'BV'
  | 'BW'
  | 'BY'
  | 'BZ'
  | 'CA'
  | 'CC'
  | 'CD'
  | 'CF'
  | 'CG'
  | 'CH'
  | 'CI'
  | 'CK'
  | 'CL'
  | 'CM'
  | 'CN'
  | 'CO'
  | 'CR'
  | 'CU'
  | 'CV'
  | 'CW'
  | 'CX'
  | 'CY'
  | 'CZ'
  | 'DE'
  | 'DJ'
  | 'DK'
  | 'DM'
  | 'DO'
  | 'DZ'
  | 'EC'
  | 'EE'
  | 'EG'
  | 'EH'
  | 'ER'
  | 'ES'
  | 'ET'
  | 'FI'
  | 'FJ'
  | 'FK'
  | 'FO'
  | 'FR'
  | 'GA'
  | 'GB'
  | 'GD'
  | 'GE'
  | 'GF'
  | 'GG'
  | 'GH'
  | 'GI'
  | 'GL'
  | 'GM'
  | 'GN'
  | 'GP'
  | 'GQ'
  | 'GR'
  | 'GS'
  | 'GT'
  | 'GW'
  | 'GY'
  | 'HK'
  | 'HM'
  | 'HN'
  | 'HR'
  | 'HT'
  | 'HU'
  | 'ID'
  | 'IE'
  | 'IL'
  | 'IM'
  | 'IN'
  | 'IO'
  | 'IQ'
  | 'IR'
  | 'IS'
  | 'IT'
  | 'JE'
  | 'JM'
  | 'JO'
  | 'JP'
  | 'KE'
  | 'KG'
  | 'KH'
  | 'KI'
  | 'KM'
  | 'KN'
  | 'KP'
  | 'KR'
  | 'KW'
  | 'KY'
  | 'KZ'
  | 'LA'
  | 'LB'
  | 'LC'
  | 'LI'
  | 'LK'
  | 'LR'
  | 'LS'
  | 'LT'
  | 'LU'
  | 'LV'
  | 'LY'
  | 'MA'
  | 'MC'
  | 'MD'
  | 'ME'
  | 'MF'
  | 'MG'
  | 'MK'
  | 'ML'
  | 'MM'
  | 'MN'
  | 'MO'
  | 'MQ'
  | 'MR'
  | 'MS'
  | 'MT'
  | 'MU'
  | 'MV'
  | 'MW'
  | 'MX'
  | 'MY'
  | 'MZ'
  | 'NA'
  | 'NC'
  | 'NE'
  | 'NF'
  | 'NG'
  | 'NI'
  | 'NL'
  | 'NO'
  | 'NP'
  | 'NR'
  | 'NU'
  | 'NZ'
  | 'OM'
  | 'PA'
  | 'PE'
  | 'PF'
  | 'PG'
  | 'PH'
  | 'PK'
  | 'PL'
  | 'PM'
  | 'PN'
  | 'PS'
  | 'PT'
  | 'PY'
  | 'QA'
  | 'RE'
  | 'RO'
  | 'RS'
  | 'RU'
  | 'RW'
  | 'SA'
  | 'SB'
  | 'SC'
  | 'SD'
  | 'SE'
  | 'SG'
  | 'SH'
  | 'SI'
  | 'SJ'
  | 'SK'
  | 'SL'
  | 'SM'
  | 'SN'
  | 'SO'
  | 'SR'
  | 'SS'
  | 'ST'
  | 'SV'
  | 'SX'
  | 'SY'
  | 'SZ'
  | 'TA'
  | 'TC'
  | 'TD'
  | 'TF'
  | 'TG'
  | 'TH'
  | 'TJ'
  | 'TK'
  | 'TL'
  | 'TM'
  | 'TN'
  | 'TO'
  | 'TR'
  | 'TT'
  | 'TV'
  | 'TW'
  | 'TZ'
  | 'UA'
  | 'UG'
  | 'UM'
  | 'US'
  | 'UY'
  | 'UZ'
  | 'VA'
  | 'VC'
  | 'VE'
  | 'VG'
  | 'VN'
  | 'VU'
  | 'WF'
  | 'WS'
  | 'XK'
  | 'YE'
  | 'YT'
  | 'ZA'
  | 'ZM'
  | 'ZW'
  | 'ZZ';

export type CurrencyCode =
  | 'AED'
  | 'AFN'
  | 'ALL'
  | 'AMD'
  | 'ANG'
  | 'AOA'
  | 'ARS'
  | 'AUD'
  | 'AWG'
  | 'AZN'
  | 'BAM'
  | 'BBD'
  | 'BDT'
  | 'BGN'
  | 'BHD'
  | 'BIF'
  | 'BMD'
  | 'BND'
  | 'BOB'
  | 'BRL'
  | 'BSD'
  | 'BTN'
  | 'BWP'
  | 'BYN'
  | 'BYR'
  | 'BZD'
  | 'CAD'
  | 'CDF'
  | 'CHF'
  | 'CLP'
  | 'CNY'
  | 'COP'
  | 'CRC'
  | 'CVE'
  | 'CZK'
  | 'DJF'
  | 'DKK'
  | 'DOP'
  | 'DZD'
  | 'EGP'
  | 'ERN'
  | 'ETB'
  | 'EUR'
  | 'FJD'
  | 'FKP'
  | 'GBP'
  | 'GEL'
  | 'GHS'
  | 'GIP'
  | 'GMD'
  | 'GNF'
  | 'GTQ'
  | 'GYD'
  | 'HKD'
  | 'HNL'
  | 'HRK'
  | 'HTG'
  | 'HUF'
  | 'IDR'
  | 'ILS'
  | 'INR'
  | 'IQD'
  | 'IRR'
  | 'ISK'
  | 'JEP'
  | 'JMD'
  | 'JOD'
  | 'JPY'
  | 'KES'
  | 'KGS'
  | 'KHR'
  | 'KID'
  | 'KMF'
  | 'KRW'
  | 'KWD'
  | 'KYD'
  | 'KZT'
  | 'LAK'
  | 'LBP'
  | 'LKR'
  | 'LRD'
  | 'LSL'
  | 'LTL'
  | 'LVL'
  | 'LYD'
  | 'MAD'
  | 'MDL'
  | 'MGA'
  | 'MKD'
  | 'MMK'
  | 'MNT'
  | 'MOP'
  | 'MRU'
  | 'MUR'
  | 'MVR'
  | 'MWK'
  | 'MXN'
  | 'MYR'
  | 'MZN'
  | 'NAD'
  | 'NGN'
  | 'NIO'
  | 'NOK'
  | 'NPR'
  | 'NZD'
  | 'OMR'
  | 'PAB'
  | 'PEN'
  | 'PGK'
  | 'PHP'
  | 'PKR'
  | 'PLN'
  | 'PYG'
  | 'QAR'
  | 'RON'
  | 'RSD'
  | 'RUB'
  | 'RWF'
  | 'SAR'
  | 'SBD'
  | 'SCR'
  | 'SDG'
  | 'SEK'
  | 'SGD'
  | 'SHP'
  | 'SLL'
  | 'SOS'
  | 'SRD'
  | 'SSP'
  | 'STD'
  | 'STN'
  | 'SYP'
  | 'SZL'
  | 'THB'
  | 'TJS'
  | 'TMT'
  | 'TND'
  | 'TOP'
  | 'TRY'
  | 'TTD'
  | 'TWD'
  | 'TZS'
  | 'UAH'
  | 'UGX'
  | 'USD'
  | 'USDC'
  | 'UYU'
  | 'UZS'
  | 'VED'
  | 'VEF'
  | 'VES'
  | 'VND'
  | 'VUV'
  | 'WST'
  | 'XAF'
  | 'XCD'
  | 'XOF'
  | 'XPF'
  | 'XXX'
  | 'YER'
  | 'ZAR'
  | 'ZMW';

export type ExchangeLineItemAppliedDiscountInput = {
  description?: string | null | undefined;
  value: ExchangeLineItemAppliedDiscountValueInput;
};

export type ExchangeLineItemAppliedDiscountValueInput =
  {   amount: MoneyInput; percentage?: never; }
  |  { amount?: never;   percentage: number; };

export type ExchangeLineItemInput = {
  appliedDiscount?: ExchangeLineItemAppliedDiscountInput | null | undefined;
  giftCardCodes?: Array<string> | null | undefined;
  quantity: number;
  variantId?: string | number | null | undefined;
};

export type FulfillmentDisplayStatus =
  | 'ATTEMPTED_DELIVERY'
  | 'CANCELED'
  | 'CARRIER_PICKED_UP'
  | 'CONFIRMED'
  | 'DELAYED'
  | 'DELIVERED'
  | 'FAILURE'
  | 'FULFILLED'
  | 'IN_TRANSIT'
  | 'LABEL_PRINTED'
  | 'LABEL_PURCHASED'
  | 'LABEL_VOIDED'
  | 'MARKED_AS_FULFILLED'
  | 'NOT_DELIVERED'
  | 'OUT_FOR_DELIVERY'
  | 'PICKED_UP'
  | 'READY_FOR_PICKUP'
  | 'SUBMITTED';

export type FulfillmentEventInput = {
  address1?: string | null | undefined;
  city?: string | null | undefined;
  country?: string | null | undefined;
  estimatedDeliveryAt?: string | null | undefined;
  fulfillmentId: string | number;
  happenedAt?: string | null | undefined;
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
  message?: string | null | undefined;
  province?: string | null | undefined;
  status: FulfillmentEventStatus;
  zip?: string | null | undefined;
};

export type FulfillmentEventStatus =
  | 'ATTEMPTED_DELIVERY'
  | 'CARRIER_PICKED_UP'
  | 'CONFIRMED'
  | 'DELAYED'
  | 'DELIVERED'
  | 'FAILURE'
  | 'IN_TRANSIT'
  | 'LABEL_PRINTED'
  | 'LABEL_PURCHASED'
  | 'OUT_FOR_DELIVERY'
  | 'READY_FOR_PICKUP';

export type FulfillmentInput = {
  lineItemsByFulfillmentOrder: Array<FulfillmentOrderLineItemsInput>;
  notifyCustomer?: boolean | null | undefined;
  originAddress?: FulfillmentOriginAddressInput | null | undefined;
  trackingInfo?: FulfillmentTrackingInput | null | undefined;
};

export type FulfillmentOrderAction =
  | 'CANCEL_FULFILLMENT_ORDER'
  | 'CREATE_FULFILLMENT'
  | 'EXTERNAL'
  | 'HOLD'
  | 'MARK_AS_OPEN'
  | 'MERGE'
  | 'MOVE'
  | 'RELEASE_HOLD'
  | 'REPORT_PROGRESS'
  | 'REQUEST_CANCELLATION'
  | 'REQUEST_FULFILLMENT'
  | 'SPLIT';

export type FulfillmentOrderLineItemInput = {
  id: string | number;
  quantity: number;
};

export type FulfillmentOrderLineItemsInput = {
  fulfillmentOrderId: string | number;
  fulfillmentOrderLineItems?: Array<FulfillmentOrderLineItemInput> | null | undefined;
};

export type FulfillmentOrderStatus =
  | 'CANCELLED'
  | 'CLOSED'
  | 'INCOMPLETE'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'SCHEDULED';

export type FulfillmentOriginAddressInput = {
  address1?: string | null | undefined;
  address2?: string | null | undefined;
  city?: string | null | undefined;
  countryCode: string;
  provinceCode?: string | null | undefined;
  zip?: string | null | undefined;
};

export type FulfillmentStatus =
  | 'CANCELLED'
  | 'ERROR'
  | 'FAILURE'
  | 'OPEN'
  | 'PENDING'
  | 'SUCCESS';

export type FulfillmentTrackingInput = {
  company?: string | null | undefined;
  number?: string | null | undefined;
  numbers?: Array<string> | null | undefined;
  url?: string | null | undefined;
  urls?: Array<string> | null | undefined;
};

export type MetafieldIdentifierInput = {
  key: string;
  namespace: string;
  ownerId: string | number;
};

export type MetafieldsSetInput = {
  compareDigest?: string | null | undefined;
  key: string;
  namespace?: string | null | undefined;
  ownerId: string | number;
  type?: string | null | undefined;
  value: string;
};

export type MetafieldsSetUserErrorCode =
  | 'APP_NOT_AUTHORIZED'
  | 'BLANK'
  | 'CAPABILITY_VIOLATION'
  | 'INCLUSION'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_COMPARE_DIGEST'
  | 'INVALID_TYPE'
  | 'INVALID_VALUE'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'PRESENT'
  | 'STALE_OBJECT'
  | 'TAKEN'
  | 'TOO_LONG'
  | 'TOO_SHORT';

export type MoneyInput = {
  amount: string;
  currencyCode: CurrencyCode;
};

export type OrderAdjustmentInputDiscrepancyReason =
  | 'CUSTOMER'
  | 'DAMAGE'
  | 'OTHER'
  | 'RESTOCK';

export type OrderCancelReason =
  | 'CUSTOMER'
  | 'DECLINED'
  | 'FRAUD'
  | 'INVENTORY'
  | 'OTHER'
  | 'STAFF';

export type OrderCancelRefundMethodInput =
  {   originalPaymentMethodsRefund: boolean; storeCreditRefund?: never; }
  |  { originalPaymentMethodsRefund?: never;   storeCreditRefund: OrderCancelStoreCreditRefundInput; };

export type OrderCancelStoreCreditRefundInput = {
  expiresAt?: string | null | undefined;
};

export type OrderCancelUserErrorCode =
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'NO_REFUND_PERMISSION'
  | 'NO_REFUND_TO_STORE_CREDIT_PERMISSION'
  | 'STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED'
  | 'STORE_CREDIT_REFUND_EXPIRATION_IN_PAST'
  | 'STORE_CREDIT_REFUND_MISSING_CUSTOMER';

export type OrderCaptureInput = {
  amount: string;
  currency?: CurrencyCode | null | undefined;
  finalCapture?: boolean | null | undefined;
  id: string | number;
  parentTransactionId: string | number;
};

export type OrderCreateManualPaymentOrderCreateManualPaymentErrorCode =
  | 'AMOUNT_EXCEEDS_BALANCE'
  | 'AMOUNT_NOT_POSITIVE'
  | 'CURRENCY_MISMATCH'
  | 'GATEWAY_NOT_FOUND'
  | 'ORDER_IS_TEMPORARILY_UNAVAILABLE'
  | 'ORDER_NOT_FOUND'
  | 'PROCESSED_AT_INVALID';

export type OrderDisplayFinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type OrderDisplayFulfillmentStatus =
  | 'FULFILLED'
  | 'FULFILLMENT_NOT_REQUIRED'
  | 'IN_PROGRESS'
  | 'ON_HOLD'
  | 'OPEN'
  | 'PARTIALLY_FULFILLED'
  | 'PENDING_FULFILLMENT'
  | 'REQUEST_DECLINED'
  | 'RESTOCKED'
  | 'SCHEDULED'
  | 'UNFULFILLED';

export type OrderTransactionInput = {
  amount: string;
  gateway: string;
  kind: OrderTransactionKind;
  orderId: string | number;
  parentId?: string | number | null | undefined;
};

export type OrderTransactionKind =
  | 'AUTHORIZATION'
  | 'CAPTURE'
  | 'CHANGE'
  | 'EMV_AUTHORIZATION'
  | 'REFUND'
  | 'SALE'
  | 'SUGGESTED_REFUND'
  | 'VOID';

export type OrderTransactionStatus =
  | 'AWAITING_RESPONSE'
  | 'ERROR'
  | 'FAILURE'
  | 'PENDING'
  | 'SUCCESS'
  | 'UNKNOWN';

export type ProductVariantInventoryPolicy =
  | 'CONTINUE'
  | 'DENY';

export type RefundDutyInput = {
  dutyId: string | number;
  refundType?: RefundDutyRefundType | null | undefined;
};

export type RefundDutyRefundType =
  | 'FULL'
  | 'PROPORTIONAL';

export type RefundInput = {
  allowOverRefunding?: boolean | null | undefined;
  currency?: CurrencyCode | null | undefined;
  discrepancyReason?: OrderAdjustmentInputDiscrepancyReason | null | undefined;
  note?: string | null | undefined;
  notify?: boolean | null | undefined;
  orderId: string | number;
  processedAt?: string | null | undefined;
  refundDuties?: Array<RefundDutyInput> | null | undefined;
  refundLineItems?: Array<RefundLineItemInput> | null | undefined;
  refundMethods?: Array<RefundMethodInput> | null | undefined;
  shipping?: ShippingRefundInput | null | undefined;
  transactions?: Array<OrderTransactionInput> | null | undefined;
};

export type RefundLineItemInput = {
  lineItemId: string | number;
  locationId?: string | number | null | undefined;
  quantity: number;
  restockType?: RefundLineItemRestockType | null | undefined;
};

export type RefundLineItemRestockType =
  | 'CANCEL'
  | 'LEGACY_RESTOCK'
  | 'NO_RESTOCK'
  | 'RETURN';

export type RefundMethodInput =
  {   storeCreditRefund: StoreCreditRefundInput; };

export type RefundShippingInput = {
  fullRefund?: boolean | null | undefined;
  shippingRefundAmount?: MoneyInput | null | undefined;
};

export type RestockingFeeInput = {
  percentage: number;
};

export type ReturnApproveRequestInput = {
  id: string | number;
  notifyCustomer?: boolean | null | undefined;
  /** @deprecated This field is temporary to support the transition to Returns Processing APIs. */
  unprocessed?: boolean | null | undefined;
};

export type ReturnDeclineReason =
  | 'FINAL_SALE'
  | 'OTHER'
  | 'RETURN_PERIOD_ENDED';

export type ReturnDeclineRequestInput = {
  declineNote?: string | null | undefined;
  declineReason: ReturnDeclineReason;
  id: string | number;
  notifyCustomer?: boolean | null | undefined;
};

export type ReturnErrorCode =
  | 'ALREADY_EXISTS'
  | 'BLANK'
  | 'CREATION_FAILED'
  | 'EQUAL_TO'
  | 'FEATURE_NOT_ENABLED'
  | 'GREATER_THAN'
  | 'GREATER_THAN_OR_EQUAL_TO'
  | 'INCLUSION'
  | 'INCOMPATIBLE_WITH_STANDARD_POLICY'
  | 'INTERNAL_ERROR'
  | 'INVALID'
  | 'INVALID_STATE'
  | 'LESS_THAN'
  | 'LESS_THAN_OR_EQUAL_TO'
  | 'MISSING_PERMISSION'
  | 'NOTIFICATION_FAILED'
  | 'NOT_A_NUMBER'
  | 'NOT_EDITABLE'
  | 'NOT_FOUND'
  | 'PRESENT'
  | 'TAKEN'
  | 'TOO_BIG'
  | 'TOO_LONG'
  | 'TOO_MANY_ARGUMENTS'
  | 'TOO_SHORT'
  | 'WRONG_LENGTH';

export type ReturnInput = {
  exchangeLineItems?: Array<ExchangeLineItemInput> | null | undefined;
  /** @deprecated This field is no longer supported and any value provided to it is currently ignored. */
  notifyCustomer?: boolean | null | undefined;
  orderId: string | number;
  requestedAt?: string | null | undefined;
  returnLineItems: Array<ReturnLineItemInput>;
  returnShippingFee?: ReturnShippingFeeInput | null | undefined;
  /** @deprecated This field is temporary to support the transition to Returns Processing APIs. */
  unprocessed?: boolean | null | undefined;
};

export type ReturnLineItemInput = {
  fulfillmentLineItemId: string | number;
  quantity: number;
  restockingFee?: RestockingFeeInput | null | undefined;
  /** @deprecated Use `returnReasonDefinitionId` instead. This field will be removed in the future. */
  returnReason?: ReturnReason | null | undefined;
  returnReasonDefinitionId?: string | number | null | undefined;
  returnReasonNote?: string | null | undefined;
};

export type ReturnProcessExchangeLineItemInput = {
  id: string | number;
  quantity: number;
};

export type ReturnProcessFinancialTransferInput =
  {   issueRefund: ReturnProcessRefundInput; };

export type ReturnProcessInput = {
  exchangeLineItems?: Array<ReturnProcessExchangeLineItemInput> | null | undefined;
  financialTransfer?: ReturnProcessFinancialTransferInput | null | undefined;
  note?: string | null | undefined;
  notifyCustomer?: boolean | null | undefined;
  refundDuties?: Array<RefundDutyInput> | null | undefined;
  refundShipping?: RefundShippingInput | null | undefined;
  returnId: string | number;
  returnLineItems?: Array<ReturnProcessReturnLineItemInput> | null | undefined;
  tipLineId?: string | number | null | undefined;
};

export type ReturnProcessRefundInput = {
  allowOverRefunding?: boolean | null | undefined;
  orderTransactions: Array<ReturnRefundOrderTransactionInput>;
  refundMethods?: Array<RefundMethodInput> | null | undefined;
};

export type ReturnProcessReturnLineItemInput = {
  dispositions?: Array<ReverseFulfillmentOrderDisposeInput> | null | undefined;
  id: string | number;
  quantity: number;
};

export type ReturnReason =
  | 'COLOR'
  | 'DEFECTIVE'
  | 'NOT_AS_DESCRIBED'
  | 'OTHER'
  | 'SIZE_TOO_LARGE'
  | 'SIZE_TOO_SMALL'
  | 'STYLE'
  | 'UNKNOWN'
  | 'UNWANTED'
  | 'WRONG_ITEM';

export type ReturnRefundOrderTransactionInput = {
  parentId: string | number;
  transactionAmount: MoneyInput;
};

export type ReturnRequestInput = {
  orderId: string | number;
  returnLineItems: Array<ReturnRequestLineItemInput>;
  returnShippingFee?: ReturnShippingFeeInput | null | undefined;
};

export type ReturnRequestLineItemInput = {
  customerNote?: string | null | undefined;
  fulfillmentLineItemId: string | number;
  quantity: number;
  restockingFee?: RestockingFeeInput | null | undefined;
  /** @deprecated Use `returnReasonDefinitionId` instead. This field will be removed in the future. */
  returnReason?: ReturnReason | null | undefined;
  returnReasonDefinitionId?: string | number | null | undefined;
};

export type ReturnShippingFeeInput = {
  amount: MoneyInput;
};

export type ReturnStatus =
  | 'CANCELED'
  | 'CLOSED'
  | 'DECLINED'
  | 'OPEN'
  | 'REQUESTED';

export type ReverseDeliveryLabelInput = {
  fileUrl: string;
};

export type ReverseDeliveryTrackingInput = {
  number?: string | null | undefined;
  url?: string | null | undefined;
};

export type ReverseFulfillmentOrderDisposeInput = {
  dispositionType: ReverseFulfillmentOrderDispositionType;
  locationId?: string | number | null | undefined;
  quantity: number;
  reverseFulfillmentOrderLineItemId: string | number;
};

export type ReverseFulfillmentOrderDispositionType =
  | 'MISSING'
  | 'NOT_RESTOCKED'
  | 'PROCESSING_REQUIRED'
  | 'RESTOCKED';

export type ReverseFulfillmentOrderStatus =
  | 'CANCELED'
  | 'CLOSED'
  | 'OPEN';

export type ShippingRefundInput = {
  amount?: string | null | undefined;
  fullRefund?: boolean | null | undefined;
};

export type StoreCreditRefundInput = {
  amount: MoneyInput;
  expiresAt?: string | null | undefined;
};

export type SuggestedOutcomeReturnLineItemInput = {
  id: string | number;
  quantity: number;
};

export type WeightUnit =
  | 'GRAMS'
  | 'KILOGRAMS'
  | 'OUNCES'
  | 'POUNDS';

export type AssignedLocationsQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type AssignedLocationsQuery = { nodes: Array<
    | { id: string }
    | { id: string, fulfillmentOrders: { nodes: Array<{ status: FulfillmentOrderStatus, assignedLocation: { name: string, location: { id: string } | null } }> } }
    | { id: string }
   | null> };

export type AssignmentMetafieldSetMutationVariables = Exact<{
  metafields: Array<MetafieldsSetInput> | MetafieldsSetInput;
}>;


export type AssignmentMetafieldSetMutation = { metafieldsSet: { metafields: Array<{ id: string }> | null, userErrors: Array<{ field: Array<string> | null, message: string, code: MetafieldsSetUserErrorCode | null }> } | null };

export type AssignmentMetafieldDeleteMutationVariables = Exact<{
  metafields: Array<MetafieldIdentifierInput> | MetafieldIdentifierInput;
}>;


export type AssignmentMetafieldDeleteMutation = { metafieldsDelete: { deletedMetafields: Array<{ key: string } | null> | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type FlowTriggerMutationVariables = Exact<{
  handle: string;
  payload: unknown;
}>;


export type FlowTriggerMutation = { flowTriggerReceive: { userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type StockOfQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type StockOfQuery = { nodes: Array<
    | { id: string }
    | { id: string, variants: { nodes: Array<{ id: string }> } | null }
    | { id: string }
    | { title: string, sku: string | null, inventoryPolicy: ProductVariantInventoryPolicy, id: string, product: { id: string, title: string }, metafields: { nodes: Array<{ key: string, value: string }> }, inventoryItem: { id: string, tracked: boolean, measurement: { weight: { unit: WeightUnit, value: number } | null }, inventoryLevels: { nodes: Array<{ quantities: Array<{ quantity: number }> }> } } }
    | { id: string }
   | null> };

export type StockSweepPageQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type StockSweepPageQuery = { products: { nodes: Array<{ id: string, variants: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StockSweepVariantsQueryVariables = Exact<{
  productId: string | number;
  after?: string | null | undefined;
}>;


export type StockSweepVariantsQuery = { product: { variants: { nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type OrderPaymentQueryVariables = Exact<{
  orderId: string | number;
}>;


export type OrderPaymentQuery = { order: { id: string, cancelledAt: string | null, canMarkAsPaid: boolean, currencyCode: CurrencyCode, presentmentCurrencyCode: CurrencyCode, totalOutstandingSet: { shopMoney: { amount: string } }, totalCapturableSet: { shopMoney: { amount: string } }, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, createdAt: string, gateway: string | null, amountSet: { shopMoney: { amount: string }, presentmentMoney: { amount: string } }, parentTransaction: { id: string } | null }>, refunds: Array<{ id: string, note: string | null }>, lineItems: { nodes: Array<{ id: string, refundableQuantity: number }> } } | null };

export type MarkOrderAsPaidMutationVariables = Exact<{
  orderId: string | number;
}>;


export type MarkOrderAsPaidMutation = { orderMarkAsPaid: { order: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type CaptureAuthorizationMutationVariables = Exact<{
  input: OrderCaptureInput;
}>;


export type CaptureAuthorizationMutation = { orderCapture: { transaction: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type RecordManualPaymentMutationVariables = Exact<{
  orderId: string | number;
  amount: MoneyInput;
}>;


export type RecordManualPaymentMutation = { orderCreateManualPayment: { order: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: OrderCreateManualPaymentOrderCreateManualPaymentErrorCode | null }> } | null };

export type RefundOrderMutationVariables = Exact<{
  input: RefundInput;
  idempotencyKey: string;
}>;


export type RefundOrderMutation = { refundCreate: { refund: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type OrderCancellationQueryVariables = Exact<{
  orderId: string | number;
}>;


export type OrderCancellationQuery = { order: { cancelledAt: string | null } | null };

export type CancelOrderMutationVariables = Exact<{
  orderId: string | number;
  reason: OrderCancelReason;
  restock: boolean;
  refundMethod: OrderCancelRefundMethodInput;
  notifyCustomer: boolean;
  staffNote?: string | null | undefined;
}>;


export type CancelOrderMutation = { orderCancel: { job: { id: string, done: boolean } | null, orderCancelUserErrors: Array<{ field: Array<string> | null, message: string, code: OrderCancelUserErrorCode | null }> } | null };

export type OrdersChangedQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;


export type OrdersChangedQuery = { orders: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, updatedAt: string, cancelledAt: string | null, displayFinancialStatus: OrderDisplayFinancialStatus | null }> } };

export type OrdersWithReturnsQueryVariables = Exact<{
  query: string;
  after?: string | null | undefined;
}>;


export type OrdersWithReturnsQuery = { orders: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, updatedAt: string, returns: { nodes: Array<{ id: string, status: ReturnStatus }> } }> } };

export type BackfillOrdersQueryVariables = Exact<{ [key: string]: never; }>;


export type BackfillOrdersQuery = { orders: { edges: Array<{ node: { id: string, name: string, number: number, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, paymentGatewayNames: Array<string>, email: string | null, phone: string | null, note: string | null, sourceName: string | null, tags: Array<string>, lineItems: { edges: Array<{ node: { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, weight: { value: number, unit: WeightUnit } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, variant: { id: string } | null, product: { id: string } | null } }> }, fulfillments: Array<{ id: string, name: string, status: FulfillmentStatus, displayStatus: FulfillmentDisplayStatus | null, createdAt: string, updatedAt: string, trackingInfo: Array<{ company: string | null, number: string | null, url: string | null }>, location: { id: string } | null }>, refunds: Array<{ id: string }>, returns: { edges: Array<{ node: { id: string, name: string, status: ReturnStatus } }> }, totalPriceSet: { shopMoney: { amount: string } }, totalOutstandingSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, country: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null } }> } };

export type BackfillOrdersAndCustomersQueryVariables = Exact<{ [key: string]: never; }>;


export type BackfillOrdersAndCustomersQuery = { orders: { edges: Array<{ node: { id: string, name: string, number: number, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, paymentGatewayNames: Array<string>, email: string | null, phone: string | null, note: string | null, sourceName: string | null, tags: Array<string>, customer: { id: string, firstName: string | null, lastName: string | null } | null, lineItems: { edges: Array<{ node: { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, weight: { value: number, unit: WeightUnit } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, variant: { id: string } | null, product: { id: string } | null } }> }, fulfillments: Array<{ id: string, name: string, status: FulfillmentStatus, displayStatus: FulfillmentDisplayStatus | null, createdAt: string, updatedAt: string, trackingInfo: Array<{ company: string | null, number: string | null, url: string | null }>, location: { id: string } | null }>, refunds: Array<{ id: string }>, returns: { edges: Array<{ node: { id: string, name: string, status: ReturnStatus } }> }, totalPriceSet: { shopMoney: { amount: string } }, totalOutstandingSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, country: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null } }> } };

export type BackfilledOrderFragment = { id: string, name: string, number: number, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, paymentGatewayNames: Array<string>, email: string | null, phone: string | null, note: string | null, sourceName: string | null, tags: Array<string>, lineItems: { edges: Array<{ node: { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, weight: { value: number, unit: WeightUnit } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, variant: { id: string } | null, product: { id: string } | null } }> }, fulfillments: Array<{ id: string, name: string, status: FulfillmentStatus, displayStatus: FulfillmentDisplayStatus | null, createdAt: string, updatedAt: string, trackingInfo: Array<{ company: string | null, number: string | null, url: string | null }>, location: { id: string } | null }>, refunds: Array<{ id: string }>, returns: { edges: Array<{ node: { id: string, name: string, status: ReturnStatus } }> }, totalPriceSet: { shopMoney: { amount: string } }, totalOutstandingSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, country: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null };

export type BackfillStartMutationVariables = Exact<{
  query: string;
}>;


export type BackfillStartMutation = { bulkOperationRunQuery: { bulkOperation: { id: string, status: BulkOperationStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: BulkOperationUserErrorCode | null }> } | null };

export type BackfillStateQueryVariables = Exact<{
  id: string | number;
}>;


export type BackfillStateQuery = { bulkOperation: { id: string, status: BulkOperationStatus, errorCode: BulkOperationErrorCode | null, rootObjectCount: string, fileSize: string | null, url: string | null } | null };

export type ReturnStatusesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type ReturnStatusesQuery = { nodes: Array<
    | { id: string }
    | { status: ReturnStatus, id: string }
    | { id: string }
   | null> };

export type OrdersReadQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
  withCustomer: boolean;
}>;


export type OrdersReadQuery = { nodes: Array<
    | { id: string, name: string, number: number, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, paymentGatewayNames: Array<string>, email: string | null, phone: string | null, note: string | null, sourceName: string | null, tags: Array<string>, customer?: { id: string, firstName: string | null, lastName: string | null } | null, lineItems: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, weight: { value: number, unit: WeightUnit } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, variant: { id: string } | null, product: { id: string } | null }> }, fulfillments: Array<{ id: string, name: string, status: FulfillmentStatus, displayStatus: FulfillmentDisplayStatus | null, createdAt: string, updatedAt: string, events: { nodes: Array<{ id: string, status: FulfillmentEventStatus, message: string | null, happenedAt: string, estimatedDeliveryAt: string | null }> }, fulfillmentLineItems: { nodes: Array<{ quantity: number | null, lineItem: { id: string } }> }, trackingInfo: Array<{ company: string | null, number: string | null, url: string | null }>, location: { id: string } | null }>, refunds: Array<{ id: string, createdAt: string | null, note: string | null, return: { id: string } | null, refundLineItems: { nodes: Array<{ quantity: number, restockType: RefundLineItemRestockType, lineItem: { id: string } }> }, transactions: { nodes: Array<{ kind: OrderTransactionKind, status: OrderTransactionStatus, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }> } }>, transactions: Array<{ id: string, kind: OrderTransactionKind, status: OrderTransactionStatus, gateway: string | null, createdAt: string, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, returns: { nodes: Array<{ id: string, name: string, status: ReturnStatus }> }, totalPriceSet: { shopMoney: { amount: string } }, totalOutstandingSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, country: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null }
    | Record<PropertyKey, never>
   | null> };

export type OrderLinesReadQueryVariables = Exact<{
  id: string | number;
  after: string;
}>;


export type OrderLinesReadQuery = { order: { lineItems: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, weight: { value: number, unit: WeightUnit } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, variant: { id: string } | null, product: { id: string } | null }> } } | null };

export type PolledOrderFragment = { id: string, name: string, number: number, createdAt: string, processedAt: string, updatedAt: string, cancelledAt: string | null, closedAt: string | null, test: boolean, currencyCode: CurrencyCode, displayFinancialStatus: OrderDisplayFinancialStatus | null, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, paymentGatewayNames: Array<string>, email: string | null, phone: string | null, note: string | null, sourceName: string | null, tags: Array<string>, totalPriceSet: { shopMoney: { amount: string } }, totalOutstandingSet: { shopMoney: { amount: string } }, shippingAddress: { name: string | null, firstName: string | null, lastName: string | null, company: string | null, address1: string | null, address2: string | null, city: string | null, province: string | null, provinceCode: string | null, zip: string | null, country: string | null, countryCodeV2: CountryCode | null, phone: string | null } | null };

export type PolledLineFragment = { id: string, title: string, variantTitle: string | null, sku: string | null, quantity: number, currentQuantity: number, unfulfilledQuantity: number, requiresShipping: boolean, weight: { value: number, unit: WeightUnit } | null, originalUnitPriceSet: { shopMoney: { amount: string } }, variant: { id: string } | null, product: { id: string } | null };

export type PolledShipmentFragment = { id: string, name: string, status: FulfillmentStatus, displayStatus: FulfillmentDisplayStatus | null, createdAt: string, updatedAt: string, trackingInfo: Array<{ company: string | null, number: string | null, url: string | null }>, location: { id: string } | null };

export type ReturnableItemsQueryVariables = Exact<{
  orderId: string | number;
}>;


export type ReturnableItemsQuery = { returnableFulfillments: { nodes: Array<{ id: string, returnableFulfillmentLineItems: { nodes: Array<{ quantity: number, fulfillmentLineItem: { id: string, lineItem: { id: string } } }> } }> }, returnReasonDefinitions: { nodes: Array<{ id: string, handle: string, name: string }> }, order: { returns: { nodes: Array<{ id: string, name: string, status: ReturnStatus, createdAt: string, returnLineItems: { nodes: Array<
            | { id: string, quantity: number, fulfillmentLineItem: { id: string, lineItem: { id: string } } }
            | { id: string, quantity: number }
          > } }> } } | null };

export type ReturnStatusNowQueryVariables = Exact<{
  id: string | number;
}>;


export type ReturnStatusNowQuery = { return: { id: string, status: ReturnStatus, decline: { note: string | null } | null, returnLineItems: { nodes: Array<
        | { id: string, processedQuantity: number, refundedQuantity: number }
        | { id: string, processedQuantity: number, refundedQuantity: number }
      > } } | null };

export type ReturnWayBackQueryVariables = Exact<{
  id: string | number;
}>;


export type ReturnWayBackQuery = { return: { id: string, status: ReturnStatus, reverseFulfillmentOrders: { nodes: Array<{ id: string, status: ReverseFulfillmentOrderStatus, reverseDeliveries: { nodes: Array<{ id: string }> } }> } } | null };

export type ReturnReadingQueryVariables = Exact<{
  id: string | number;
}>;


export type ReturnReadingQuery = { return: { id: string, name: string, status: ReturnStatus, createdAt: string, decline: { reason: ReturnDeclineReason, note: string | null } | null, order: { id: string, taxesIncluded: boolean }, returnLineItems: { nodes: Array<
        | { id: string, quantity: number, processedQuantity: number, refundedQuantity: number, customerNote: string | null, returnReasonNote: string, restockingFee: { id: string, percentage: number, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } } | null, fulfillmentLineItem: { id: string, lineItem: { id: string, quantity: number, discountedUnitPriceAfterAllDiscountsSet: { shopMoney: { amount: string } }, taxLines: Array<{ priceSet: { shopMoney: { amount: string } } }> } }, returnReasonDefinition: { name: string, handle: string } | null }
        | { id: string, quantity: number, processedQuantity: number, refundedQuantity: number, customerNote: string | null, returnReasonNote: string, returnReasonDefinition: { name: string, handle: string } | null }
      > }, exchangeLineItems: { nodes: Array<{ id: string, quantity: number, processedQuantity: number, title: string | null, variantId: string | null, variantSku: string | null, variantTitle: string | null }> }, returnShippingFees: Array<{ id: string, amountSet: { shopMoney: { amount: string, currencyCode: CurrencyCode } } }>, reverseFulfillmentOrders: { nodes: Array<{ id: string, lineItems: { nodes: Array<{ id: string, fulfillmentLineItem: { lineItem: { id: string } } | null, dispositions: Array<{ type: ReverseFulfillmentOrderDispositionType, quantity: number }> }> }, reverseDeliveries: { nodes: Array<{ id: string, deliverable: { tracking: { number: string | null, url: string | null, carrierName: string | null } | null, label: { publicFileUrl: string | null } | null } | null }> } }> }, refunds: { nodes: Array<{ id: string, createdAt: string | null }> } } | null };

export type ReverseOrderReturnsQueryVariables = Exact<{
  id: string | number;
}>;


export type ReverseOrderReturnsQuery = { reverseFulfillmentOrder: { id: string, order: { id: string, returns: { nodes: Array<{ id: string, reverseFulfillmentOrders: { nodes: Array<{ id: string }> } }> } } | null } | null };

export type ReturnProcessingQueryVariables = Exact<{
  id: string | number;
}>;


export type ReturnProcessingQuery = { return: { id: string, status: ReturnStatus, returnLineItems: { nodes: Array<
        | { id: string, quantity: number, processedQuantity: number, processableQuantity: number, refundableQuantity: number, refundedQuantity: number, fulfillmentLineItem: { id: string, lineItem: { id: string } } }
        | { id: string, quantity: number, processedQuantity: number, processableQuantity: number, refundableQuantity: number, refundedQuantity: number }
      > }, reverseFulfillmentOrders: { nodes: Array<{ id: string, lineItems: { nodes: Array<{ id: string, totalQuantity: number, fulfillmentLineItem: { id: string } | null, dispositions: Array<{ quantity: number }> }> } }> }, refunds: { nodes: Array<{ id: string, note: string | null, createdAt: string | null, totalRefundedSet: { shopMoney: { amount: string } } }> }, order: { id: string, fulfillments: Array<{ id: string, location: { id: string } | null, fulfillmentLineItems: { nodes: Array<{ id: string }> } }>, suggestedRefund: { maximumRefundableSet: { shopMoney: { amount: string } }, suggestedTransactions: Array<{ gateway: string | null, maximumRefundableSet: { shopMoney: { amount: string }, presentmentMoney: { amount: string, currencyCode: CurrencyCode } } | null, parentTransaction: { id: string } | null }> } | null } } | null };

export type ReturnOutcomeQueryVariables = Exact<{
  id: string | number;
  lines: Array<SuggestedOutcomeReturnLineItemInput> | SuggestedOutcomeReturnLineItemInput;
}>;


export type ReturnOutcomeQuery = { return: { id: string, suggestedFinancialOutcome: { financialTransfer:
        | { amount: { shopMoney: { amount: string } } }
        | Record<PropertyKey, never>
       | null } | null } | null };

export type OrderRefundingQueryVariables = Exact<{
  orderId: string | number;
  lines: Array<RefundLineItemInput> | RefundLineItemInput;
}>;


export type OrderRefundingQuery = { order: { id: string, fulfillments: Array<{ id: string, location: { id: string } | null }>, refunds: Array<{ id: string, note: string | null, totalRefundedSet: { shopMoney: { amount: string } } }>, suggestedRefund: { amountSet: { shopMoney: { amount: string } }, maximumRefundableSet: { shopMoney: { amount: string } } } | null, payments: { suggestedTransactions: Array<{ gateway: string | null, maximumRefundableSet: { shopMoney: { amount: string }, presentmentMoney: { amount: string, currencyCode: CurrencyCode } } | null, parentTransaction: { id: string } | null }> } | null } | null };

export type ReturnCreateMutationVariables = Exact<{
  returnInput: ReturnInput;
}>;


export type ReturnCreateMutation = { returnCreate: { return: { id: string, name: string, status: ReturnStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReturnApproveMutationVariables = Exact<{
  input: ReturnApproveRequestInput;
}>;


export type ReturnApproveMutation = { returnApproveRequest: { return: { id: string, status: ReturnStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReturnDeclineMutationVariables = Exact<{
  input: ReturnDeclineRequestInput;
}>;


export type ReturnDeclineMutation = { returnDeclineRequest: { return: { id: string, status: ReturnStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReturnCancelMutationVariables = Exact<{
  id: string | number;
}>;


export type ReturnCancelMutation = { returnCancel: { return: { id: string, status: ReturnStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReturnCloseMutationVariables = Exact<{
  id: string | number;
}>;


export type ReturnCloseMutation = { returnClose: { return: { id: string, status: ReturnStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReturnProcessMutationVariables = Exact<{
  input: ReturnProcessInput;
}>;


export type ReturnProcessMutation = { returnProcess: { return: { id: string, status: ReturnStatus, refunds: { nodes: Array<{ id: string, createdAt: string | null }> } } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReverseDeliveryCreateMutationVariables = Exact<{
  reverseFulfillmentOrderId: string | number;
  tracking?: ReverseDeliveryTrackingInput | null | undefined;
  label?: ReverseDeliveryLabelInput | null | undefined;
}>;


export type ReverseDeliveryCreateMutation = { reverseDeliveryCreateWithShipping: { reverseDelivery: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReverseDeliveryUpdateMutationVariables = Exact<{
  reverseDeliveryId: string | number;
  tracking?: ReverseDeliveryTrackingInput | null | undefined;
  label?: ReverseDeliveryLabelInput | null | undefined;
}>;


export type ReverseDeliveryUpdateMutation = { reverseDeliveryShippingUpdate: { reverseDelivery: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type ReturnRefundCreateMutationVariables = Exact<{
  input: RefundInput;
  key: string;
}>;


export type ReturnRefundCreateMutation = { refundCreate: { refund: { id: string, totalRefundedSet: { shopMoney: { amount: string } } } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type ReturnRequestMutationVariables = Exact<{
  input: ReturnRequestInput;
}>;


export type ReturnRequestMutation = { returnRequest: { return: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string, code: ReturnErrorCode | null }> } | null };

export type OrderFulfillmentQueryVariables = Exact<{
  orderId: string | number;
}>;


export type OrderFulfillmentQuery = { order: { id: string, cancelledAt: string | null, fulfillmentOrders: { nodes: Array<{ id: string, status: FulfillmentOrderStatus, supportedActions: Array<{ action: FulfillmentOrderAction }>, lineItems: { nodes: Array<{ id: string, remainingQuantity: number }> } }> }, fulfillments: Array<{ id: string, status: FulfillmentStatus, createdAt: string, trackingInfo: Array<{ company: string | null, number: string | null, url: string | null }> }> } | null };

export type FulfillmentCreateMutationVariables = Exact<{
  fulfillment: FulfillmentInput;
}>;


export type FulfillmentCreateMutation = { fulfillmentCreate: { fulfillment: { id: string, status: FulfillmentStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type FulfillmentTrackingUpdateMutationVariables = Exact<{
  fulfillmentId: string | number;
  tracking: FulfillmentTrackingInput;
  notifyCustomer?: boolean | null | undefined;
}>;


export type FulfillmentTrackingUpdateMutation = { fulfillmentTrackingInfoUpdate: { fulfillment: { id: string, status: FulfillmentStatus } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type OrderDeliveryQueryVariables = Exact<{
  orderId: string | number;
}>;


export type OrderDeliveryQuery = { order: { fulfillments: Array<{ id: string, status: FulfillmentStatus, deliveredAt: string | null }> } | null };

export type FulfillmentEventCreateMutationVariables = Exact<{
  event: FulfillmentEventInput;
}>;


export type FulfillmentEventCreateMutation = { fulfillmentEventCreate: { fulfillmentEvent: { id: string } | null, userErrors: Array<{ field: Array<string> | null, message: string }> } | null };

export type InstalledShopQueryVariables = Exact<{ [key: string]: never; }>;


export type InstalledShopQuery = { shop: { id: string, name: string, currencyCode: CurrencyCode, ianaTimezone: string, plan: { shopifyPlus: boolean } } };

export const AssignedLocations: AdminOperation<AssignedLocationsQuery, AssignedLocationsQueryVariables> = {
  name: "AssignedLocations",
  text: "query AssignedLocations($ids: [ID!]!) { nodes(ids: $ids) { id ... on Order { fulfillmentOrders(first: 10) { nodes { status assignedLocation { name location { id } } } } } } }",
};

export const AssignmentMetafieldSet: AdminOperation<AssignmentMetafieldSetMutation, AssignmentMetafieldSetMutationVariables> = {
  name: "AssignmentMetafieldSet",
  text: "mutation AssignmentMetafieldSet($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { metafields { id } userErrors { field message code } } }",
};

export const AssignmentMetafieldDelete: AdminOperation<AssignmentMetafieldDeleteMutation, AssignmentMetafieldDeleteMutationVariables> = {
  name: "AssignmentMetafieldDelete",
  text: "mutation AssignmentMetafieldDelete($metafields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { field message } } }",
};

export const FlowTrigger: AdminOperation<FlowTriggerMutation, FlowTriggerMutationVariables> = {
  name: "FlowTrigger",
  text: "mutation FlowTrigger($handle: String!, $payload: JSON!) { flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } } }",
};

export const StockOf: AdminOperation<StockOfQuery, StockOfQueryVariables> = {
  name: "StockOf",
  text: "query StockOf($ids: [ID!]!) { nodes(ids: $ids) { id ... on ProductVariant { title sku inventoryPolicy product { id title } metafields(first: 10, namespace: \"logistics\") { nodes { key value } } inventoryItem { id tracked measurement { weight { unit value } } inventoryLevels(first: 250) { nodes { quantities(names: [\"available\", \"committed\"]) { quantity } } } } } ... on InventoryItem { variants(first: 10) { nodes { id } } } } }",
};

export const StockSweepPage: AdminOperation<StockSweepPageQuery, StockSweepPageQueryVariables> = {
  name: "StockSweepPage",
  text: "query StockSweepPage($after: String) { products(first: 50, after: $after, sortKey: ID) { nodes { id variants(first: 100) { nodes { id } pageInfo { hasNextPage } } } pageInfo { hasNextPage endCursor } } }",
};

export const StockSweepVariants: AdminOperation<StockSweepVariantsQuery, StockSweepVariantsQueryVariables> = {
  name: "StockSweepVariants",
  text: "query StockSweepVariants($productId: ID!, $after: String) { product(id: $productId) { variants(first: 250, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }",
};

export const OrderPayment: AdminOperation<OrderPaymentQuery, OrderPaymentQueryVariables> = {
  name: "OrderPayment",
  text: "query OrderPayment($orderId: ID!) { order(id: $orderId) { id cancelledAt canMarkAsPaid currencyCode presentmentCurrencyCode totalOutstandingSet { shopMoney { amount } } totalCapturableSet { shopMoney { amount } } transactions(first: 100) { id kind status createdAt amountSet { shopMoney { amount } presentmentMoney { amount } } parentTransaction { id } gateway } refunds(first: 100) { id note } lineItems(first: 250) { nodes { id refundableQuantity } } } }",
};

export const MarkOrderAsPaid: AdminOperation<MarkOrderAsPaidMutation, MarkOrderAsPaidMutationVariables> = {
  name: "MarkOrderAsPaid",
  text: "mutation MarkOrderAsPaid($orderId: ID!) { orderMarkAsPaid(input: {id: $orderId}) { order { id } userErrors { field message } } }",
};

export const CaptureAuthorization: AdminOperation<CaptureAuthorizationMutation, CaptureAuthorizationMutationVariables> = {
  name: "CaptureAuthorization",
  text: "mutation CaptureAuthorization($input: OrderCaptureInput!) { orderCapture(input: $input) { transaction { id } userErrors { field message } } }",
};

export const RecordManualPayment: AdminOperation<RecordManualPaymentMutation, RecordManualPaymentMutationVariables> = {
  name: "RecordManualPayment",
  text: "mutation RecordManualPayment($orderId: ID!, $amount: MoneyInput!) { orderCreateManualPayment(id: $orderId, amount: $amount) { order { id } userErrors { field message code } } }",
};

export const RefundOrder: AdminOperation<RefundOrderMutation, RefundOrderMutationVariables> = {
  name: "RefundOrder",
  text: "mutation RefundOrder($input: RefundInput!, $idempotencyKey: String!) { refundCreate(input: $input) @idempotent(key: $idempotencyKey) { refund { id } userErrors { field message } } }",
};

export const OrderCancellation: AdminOperation<OrderCancellationQuery, OrderCancellationQueryVariables> = {
  name: "OrderCancellation",
  text: "query OrderCancellation($orderId: ID!) { order(id: $orderId) { cancelledAt } }",
};

export const CancelOrder: AdminOperation<CancelOrderMutation, CancelOrderMutationVariables> = {
  name: "CancelOrder",
  text: "mutation CancelOrder($orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refundMethod: OrderCancelRefundMethodInput!, $notifyCustomer: Boolean!, $staffNote: String) { orderCancel( orderId: $orderId reason: $reason restock: $restock refundMethod: $refundMethod notifyCustomer: $notifyCustomer staffNote: $staffNote ) { job { id done } orderCancelUserErrors { field message code } } }",
};

export const OrdersChanged: AdminOperation<OrdersChangedQuery, OrdersChangedQueryVariables> = {
  name: "OrdersChanged",
  text: "query OrdersChanged($query: String!, $after: String) { orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) { pageInfo { hasNextPage endCursor } nodes { id updatedAt cancelledAt displayFinancialStatus } } }",
};

export const OrdersWithReturns: AdminOperation<OrdersWithReturnsQuery, OrdersWithReturnsQueryVariables> = {
  name: "OrdersWithReturns",
  text: "query OrdersWithReturns($query: String!, $after: String) { orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) { pageInfo { hasNextPage endCursor } nodes { id updatedAt returns(first: 20) { nodes { id status } } } } }",
};

export const BackfillOrders: AdminOperation<BackfillOrdersQuery, BackfillOrdersQueryVariables> = {
  name: "BackfillOrders",
  text: "query BackfillOrders { orders { edges { node { ...BackfilledOrder } } } } fragment BackfilledOrder on Order { ...PolledOrder lineItems { edges { node { ...PolledLine } } } fulfillments(first: 50) { ...PolledShipment } refunds(first: 50) { id } returns { edges { node { id name status } } } } fragment PolledOrder on Order { id name number createdAt processedAt updatedAt cancelledAt closedAt test currencyCode totalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } displayFinancialStatus displayFulfillmentStatus paymentGatewayNames email phone note sourceName tags shippingAddress { name firstName lastName company address1 address2 city province provinceCode zip country countryCodeV2 phone } } fragment PolledLine on LineItem { id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping weight { value unit } originalUnitPriceSet { shopMoney { amount } } variant { id } product { id } } fragment PolledShipment on Fulfillment { id name status displayStatus createdAt updatedAt trackingInfo(first: 10) { company number url } location { id } }",
};

export const BackfillOrdersAndCustomers: AdminOperation<BackfillOrdersAndCustomersQuery, BackfillOrdersAndCustomersQueryVariables> = {
  name: "BackfillOrdersAndCustomers",
  text: "query BackfillOrdersAndCustomers { orders { edges { node { ...BackfilledOrder customer { id firstName lastName } } } } } fragment BackfilledOrder on Order { ...PolledOrder lineItems { edges { node { ...PolledLine } } } fulfillments(first: 50) { ...PolledShipment } refunds(first: 50) { id } returns { edges { node { id name status } } } } fragment PolledOrder on Order { id name number createdAt processedAt updatedAt cancelledAt closedAt test currencyCode totalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } displayFinancialStatus displayFulfillmentStatus paymentGatewayNames email phone note sourceName tags shippingAddress { name firstName lastName company address1 address2 city province provinceCode zip country countryCodeV2 phone } } fragment PolledLine on LineItem { id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping weight { value unit } originalUnitPriceSet { shopMoney { amount } } variant { id } product { id } } fragment PolledShipment on Fulfillment { id name status displayStatus createdAt updatedAt trackingInfo(first: 10) { company number url } location { id } }",
};

export const BackfillStart: AdminOperation<BackfillStartMutation, BackfillStartMutationVariables> = {
  name: "BackfillStart",
  text: "mutation BackfillStart($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: true) { bulkOperation { id status } userErrors { field message code } } }",
};

export const BackfillState: AdminOperation<BackfillStateQuery, BackfillStateQueryVariables> = {
  name: "BackfillState",
  text: "query BackfillState($id: ID!) { bulkOperation(id: $id) { id status errorCode rootObjectCount fileSize url } }",
};

export const ReturnStatuses: AdminOperation<ReturnStatusesQuery, ReturnStatusesQueryVariables> = {
  name: "ReturnStatuses",
  text: "query ReturnStatuses($ids: [ID!]!) { nodes(ids: $ids) { id ... on Return { status } } }",
};

export const OrdersRead: AdminOperation<OrdersReadQuery, OrdersReadQueryVariables> = {
  name: "OrdersRead",
  text: "query OrdersRead($ids: [ID!]!, $withCustomer: Boolean!) { nodes(ids: $ids) { ... on Order { ...PolledOrder customer @include(if: $withCustomer) { id firstName lastName } lineItems(first: 100) { pageInfo { hasNextPage endCursor } nodes { ...PolledLine } } fulfillments(first: 50) { ...PolledShipment events(first: 30, sortKey: HAPPENED_AT, reverse: true) { nodes { id status message happenedAt estimatedDeliveryAt } } fulfillmentLineItems(first: 100) { nodes { quantity lineItem { id } } } } refunds(first: 50) { id createdAt note return { id } refundLineItems(first: 100) { nodes { quantity restockType lineItem { id } } } transactions(first: 20) { nodes { kind status amountSet { shopMoney { amount currencyCode } } } } } transactions(first: 50) { id kind status gateway createdAt amountSet { shopMoney { amount currencyCode } } } returns(first: 20) { nodes { id name status } } } } } fragment PolledOrder on Order { id name number createdAt processedAt updatedAt cancelledAt closedAt test currencyCode totalPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } displayFinancialStatus displayFulfillmentStatus paymentGatewayNames email phone note sourceName tags shippingAddress { name firstName lastName company address1 address2 city province provinceCode zip country countryCodeV2 phone } } fragment PolledLine on LineItem { id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping weight { value unit } originalUnitPriceSet { shopMoney { amount } } variant { id } product { id } } fragment PolledShipment on Fulfillment { id name status displayStatus createdAt updatedAt trackingInfo(first: 10) { company number url } location { id } }",
};

export const OrderLinesRead: AdminOperation<OrderLinesReadQuery, OrderLinesReadQueryVariables> = {
  name: "OrderLinesRead",
  text: "query OrderLinesRead($id: ID!, $after: String!) { order(id: $id) { lineItems(first: 250, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...PolledLine } } } } fragment PolledLine on LineItem { id title variantTitle sku quantity currentQuantity unfulfilledQuantity requiresShipping weight { value unit } originalUnitPriceSet { shopMoney { amount } } variant { id } product { id } }",
};

export const ReturnableItems: AdminOperation<ReturnableItemsQuery, ReturnableItemsQueryVariables> = {
  name: "ReturnableItems",
  text: "query ReturnableItems($orderId: ID!) { returnableFulfillments(orderId: $orderId, first: 20) { nodes { id returnableFulfillmentLineItems(first: 250) { nodes { quantity fulfillmentLineItem { id lineItem { id } } } } } } returnReasonDefinitions(first: 100) { nodes { id handle name } } order(id: $orderId) { returns(first: 30) { nodes { id name status createdAt returnLineItems(first: 250) { nodes { id quantity ... on ReturnLineItem { fulfillmentLineItem { id lineItem { id } } } } } } } } }",
};

export const ReturnStatusNow: AdminOperation<ReturnStatusNowQuery, ReturnStatusNowQueryVariables> = {
  name: "ReturnStatusNow",
  text: "query ReturnStatusNow($id: ID!) { return(id: $id) { id status decline { note } returnLineItems(first: 250) { nodes { id processedQuantity refundedQuantity } } } }",
};

export const ReturnWayBack: AdminOperation<ReturnWayBackQuery, ReturnWayBackQueryVariables> = {
  name: "ReturnWayBack",
  text: "query ReturnWayBack($id: ID!) { return(id: $id) { id status reverseFulfillmentOrders(first: 5) { nodes { id status reverseDeliveries(first: 10) { nodes { id } } } } } }",
};

export const ReturnReading: AdminOperation<ReturnReadingQuery, ReturnReadingQueryVariables> = {
  name: "ReturnReading",
  text: "query ReturnReading($id: ID!) { return(id: $id) { id name status createdAt decline { reason note } order { id taxesIncluded } returnLineItems(first: 250) { nodes { id quantity processedQuantity refundedQuantity customerNote returnReasonNote returnReasonDefinition { name handle } ... on ReturnLineItem { restockingFee { id percentage amountSet { shopMoney { amount currencyCode } } } fulfillmentLineItem { id lineItem { id quantity discountedUnitPriceAfterAllDiscountsSet { shopMoney { amount } } taxLines(first: 20) { priceSet { shopMoney { amount } } } } } } } } exchangeLineItems(first: 50) { nodes { id quantity processedQuantity title variantId variantSku variantTitle } } returnShippingFees { id amountSet { shopMoney { amount currencyCode } } } reverseFulfillmentOrders(first: 5) { nodes { id lineItems(first: 100) { nodes { id fulfillmentLineItem { lineItem { id } } dispositions { type quantity } } } reverseDeliveries(first: 5) { nodes { id deliverable { ... on ReverseDeliveryShippingDeliverable { tracking { number url carrierName } label { publicFileUrl } } } } } } } refunds(first: 20) { nodes { id createdAt } } } }",
};

export const ReverseOrderReturns: AdminOperation<ReverseOrderReturnsQuery, ReverseOrderReturnsQueryVariables> = {
  name: "ReverseOrderReturns",
  text: "query ReverseOrderReturns($id: ID!) { reverseFulfillmentOrder(id: $id) { id order { id returns(first: 30) { nodes { id reverseFulfillmentOrders(first: 5) { nodes { id } } } } } } }",
};

export const ReturnProcessing: AdminOperation<ReturnProcessingQuery, ReturnProcessingQueryVariables> = {
  name: "ReturnProcessing",
  text: "query ReturnProcessing($id: ID!) { return(id: $id) { id status returnLineItems(first: 250) { nodes { id quantity processedQuantity processableQuantity refundableQuantity refundedQuantity ... on ReturnLineItem { fulfillmentLineItem { id lineItem { id } } } } } reverseFulfillmentOrders(first: 5) { nodes { id lineItems(first: 250) { nodes { id totalQuantity fulfillmentLineItem { id } dispositions { quantity } } } } } refunds(first: 50) { nodes { id note createdAt totalRefundedSet { shopMoney { amount } } } } order { id fulfillments(first: 50) { id location { id } fulfillmentLineItems(first: 50) { nodes { id } } } suggestedRefund(suggestFullRefund: true) { maximumRefundableSet { shopMoney { amount } } suggestedTransactions { gateway maximumRefundableSet { shopMoney { amount } presentmentMoney { amount currencyCode } } parentTransaction { id } } } } } }",
};

export const ReturnOutcome: AdminOperation<ReturnOutcomeQuery, ReturnOutcomeQueryVariables> = {
  name: "ReturnOutcome",
  text: "query ReturnOutcome($id: ID!, $lines: [SuggestedOutcomeReturnLineItemInput!]!) { return(id: $id) { id suggestedFinancialOutcome(returnLineItems: $lines, exchangeLineItems: []) { financialTransfer { ... on RefundReturnOutcome { amount { shopMoney { amount } } } } } } }",
};

export const OrderRefunding: AdminOperation<OrderRefundingQuery, OrderRefundingQueryVariables> = {
  name: "OrderRefunding",
  text: "query OrderRefunding($orderId: ID!, $lines: [RefundLineItemInput!]!) { order(id: $orderId) { id fulfillments(first: 50) { id location { id } } refunds(first: 100) { id note totalRefundedSet { shopMoney { amount } } } suggestedRefund(refundLineItems: $lines) { amountSet { shopMoney { amount } } maximumRefundableSet { shopMoney { amount } } } payments: suggestedRefund(suggestFullRefund: true) { suggestedTransactions { gateway maximumRefundableSet { shopMoney { amount } presentmentMoney { amount currencyCode } } parentTransaction { id } } } } }",
};

export const ReturnCreate: AdminOperation<ReturnCreateMutation, ReturnCreateMutationVariables> = {
  name: "ReturnCreate",
  text: "mutation ReturnCreate($returnInput: ReturnInput!) { returnCreate(returnInput: $returnInput) { return { id name status } userErrors { field message code } } }",
};

export const ReturnApprove: AdminOperation<ReturnApproveMutation, ReturnApproveMutationVariables> = {
  name: "ReturnApprove",
  text: "mutation ReturnApprove($input: ReturnApproveRequestInput!) { returnApproveRequest(input: $input) { return { id status } userErrors { field message code } } }",
};

export const ReturnDecline: AdminOperation<ReturnDeclineMutation, ReturnDeclineMutationVariables> = {
  name: "ReturnDecline",
  text: "mutation ReturnDecline($input: ReturnDeclineRequestInput!) { returnDeclineRequest(input: $input) { return { id status } userErrors { field message code } } }",
};

export const ReturnCancel: AdminOperation<ReturnCancelMutation, ReturnCancelMutationVariables> = {
  name: "ReturnCancel",
  text: "mutation ReturnCancel($id: ID!) { returnCancel(id: $id) { return { id status } userErrors { field message code } } }",
};

export const ReturnClose: AdminOperation<ReturnCloseMutation, ReturnCloseMutationVariables> = {
  name: "ReturnClose",
  text: "mutation ReturnClose($id: ID!) { returnClose(id: $id) { return { id status } userErrors { field message code } } }",
};

export const ReturnProcess: AdminOperation<ReturnProcessMutation, ReturnProcessMutationVariables> = {
  name: "ReturnProcess",
  text: "mutation ReturnProcess($input: ReturnProcessInput!) { returnProcess(input: $input) { return { id status refunds(first: 50) { nodes { id createdAt } } } userErrors { field message code } } }",
};

export const ReverseDeliveryCreate: AdminOperation<ReverseDeliveryCreateMutation, ReverseDeliveryCreateMutationVariables> = {
  name: "ReverseDeliveryCreate",
  text: "mutation ReverseDeliveryCreate($reverseFulfillmentOrderId: ID!, $tracking: ReverseDeliveryTrackingInput, $label: ReverseDeliveryLabelInput) { reverseDeliveryCreateWithShipping( reverseFulfillmentOrderId: $reverseFulfillmentOrderId reverseDeliveryLineItems: [] trackingInput: $tracking labelInput: $label ) { reverseDelivery { id } userErrors { field message code } } }",
};

export const ReverseDeliveryUpdate: AdminOperation<ReverseDeliveryUpdateMutation, ReverseDeliveryUpdateMutationVariables> = {
  name: "ReverseDeliveryUpdate",
  text: "mutation ReverseDeliveryUpdate($reverseDeliveryId: ID!, $tracking: ReverseDeliveryTrackingInput, $label: ReverseDeliveryLabelInput) { reverseDeliveryShippingUpdate( reverseDeliveryId: $reverseDeliveryId trackingInput: $tracking labelInput: $label ) { reverseDelivery { id } userErrors { field message code } } }",
};

export const ReturnRefundCreate: AdminOperation<ReturnRefundCreateMutation, ReturnRefundCreateMutationVariables> = {
  name: "ReturnRefundCreate",
  text: "mutation ReturnRefundCreate($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { refund { id totalRefundedSet { shopMoney { amount } } } userErrors { field message } } }",
};

export const ReturnRequest: AdminOperation<ReturnRequestMutation, ReturnRequestMutationVariables> = {
  name: "ReturnRequest",
  text: "mutation ReturnRequest($input: ReturnRequestInput!) { returnRequest(input: $input) { return { id } userErrors { field message code } } }",
};

export const OrderFulfillment: AdminOperation<OrderFulfillmentQuery, OrderFulfillmentQueryVariables> = {
  name: "OrderFulfillment",
  text: "query OrderFulfillment($orderId: ID!) { order(id: $orderId) { id cancelledAt fulfillmentOrders(first: 20) { nodes { id status supportedActions { action } lineItems(first: 100) { nodes { id remainingQuantity } } } } fulfillments(first: 50) { id status createdAt trackingInfo(first: 10) { company number url } } } }",
};

export const FulfillmentCreate: AdminOperation<FulfillmentCreateMutation, FulfillmentCreateMutationVariables> = {
  name: "FulfillmentCreate",
  text: "mutation FulfillmentCreate($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } } }",
};

export const FulfillmentTrackingUpdate: AdminOperation<FulfillmentTrackingUpdateMutation, FulfillmentTrackingUpdateMutationVariables> = {
  name: "FulfillmentTrackingUpdate",
  text: "mutation FulfillmentTrackingUpdate($fulfillmentId: ID!, $tracking: FulfillmentTrackingInput!, $notifyCustomer: Boolean) { fulfillmentTrackingInfoUpdate( fulfillmentId: $fulfillmentId trackingInfoInput: $tracking notifyCustomer: $notifyCustomer ) { fulfillment { id status } userErrors { field message } } }",
};

export const OrderDelivery: AdminOperation<OrderDeliveryQuery, OrderDeliveryQueryVariables> = {
  name: "OrderDelivery",
  text: "query OrderDelivery($orderId: ID!) { order(id: $orderId) { fulfillments(first: 50) { id status deliveredAt } } }",
};

export const FulfillmentEventCreate: AdminOperation<FulfillmentEventCreateMutation, FulfillmentEventCreateMutationVariables> = {
  name: "FulfillmentEventCreate",
  text: "mutation FulfillmentEventCreate($event: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { id } userErrors { field message } } }",
};

export const InstalledShop: AdminOperation<InstalledShopQuery, InstalledShopQueryVariables> = {
  name: "InstalledShop",
  text: "query InstalledShop { shop { id name currencyCode ianaTimezone plan { shopifyPlus } } }",
};
