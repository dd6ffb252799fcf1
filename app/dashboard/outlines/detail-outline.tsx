import { BlockStack, Card, Layout, SkeletonBodyText, SkeletonDisplayText, SkeletonPage } from "@shopify/polaris";

/** The outline of an order's page. */
export function OrderSkeleton() {
  return (
    <SkeletonPage backAction primaryAction>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {[4, 3, 6].map((lines) => (
              <Outline key={lines} lines={lines} />
            ))}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            {[2, 3].map((lines) => (
              <Outline key={lines} lines={lines} />
            ))}
          </BlockStack>
        </Layout.Section>
      </Layout>
    </SkeletonPage>
  );
}

function Outline({ lines }: { lines: number }) {
  return (
    <Card>
      <BlockStack gap="300">
        <SkeletonDisplayText size="small" maxWidth="20ch" />
        <SkeletonBodyText lines={lines} />
      </BlockStack>
    </Card>
  );
}
