import { Page } from "@shopify/polaris";

export default function Orders() {
  return <Page title="Orders">To come.</Page>;
}
