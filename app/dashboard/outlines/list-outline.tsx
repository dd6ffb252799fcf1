import { BlockStack, Box, Card, Divider, InlineStack, SkeletonBodyText, SkeletonDisplayText, SkeletonPage, SkeletonTabs } from "@shopify/polaris";
import { Fragment } from "react";
import { listText } from "./list-text.ts";

const rows = Array.from({ length: 10 }, (_, index) => index);

/** The outline of the orders list, or of another page that is a list with tabs. */
export function OrdersSkeleton({ title = listText.title }: { title?: string }) {
  return (
    <SkeletonPage fullWidth title={title}>
      <Card padding="0">
        <SkeletonTabs count={5} />
        <BlockStack>
          {rows.map((row) => (
            <Fragment key={row}>
              <Divider />
              <Box padding="300">
                <InlineStack gap="800" blockAlign="center" wrap={false}>
                  <SkeletonDisplayText size="small" maxWidth="8ch" />
                  <div style={{ flexGrow: 1 }}>
                    <SkeletonBodyText lines={1} />
                  </div>
                  <div style={{ flexGrow: 2 }}>
                    <SkeletonBodyText lines={1} />
                  </div>
                </InlineStack>
              </Box>
            </Fragment>
          ))}
        </BlockStack>
      </Card>
    </SkeletonPage>
  );
}
