import { Layout, SkeletonPage } from "@shopify/polaris";
import { CardOutlines } from "./card-outline.tsx";

/** The outline of a page about one thing, with its facts at the side. */
export function DetailOutline() {
  return (
    <SkeletonPage backAction primaryAction>
      <Layout>
        <Layout.Section>
          <CardOutlines lines={[4, 3, 6]} />
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <CardOutlines lines={[2, 3]} />
        </Layout.Section>
      </Layout>
    </SkeletonPage>
  );
}
