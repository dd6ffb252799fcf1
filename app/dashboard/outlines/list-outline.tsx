import { BlockStack, Box, Card, Divider, InlineStack, SkeletonBodyText, SkeletonDisplayText, SkeletonPage, SkeletonTabs } from "@shopify/polaris";
import { Fragment } from "react";

const rows = Array.from({ length: 10 }, (_, index) => index);

/** The outline of a page that is a list, with tabs where it has them. */
export function ListOutline({ title, tabs = 0, fullWidth = false }: { title: string; tabs?: number; fullWidth?: boolean }) {
  return (
    <SkeletonPage fullWidth={fullWidth} title={title}>
      <Card padding="0">
        {tabs > 0 ? <SkeletonTabs count={tabs} /> : null}
        <BlockStack>
          {rows.map((row) => (
            <Fragment key={row}>
              {row > 0 || tabs > 0 ? <Divider /> : null}
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
