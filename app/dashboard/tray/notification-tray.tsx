import { Badge, Box, Button, InlineStack, Link, Popover, Text } from "@shopify/polaris";
import { NotificationIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { listText } from "#app/dashboard/orders/list-text.ts";
import { orderUrl } from "#app/dashboard/orders/order-url.ts";
import { useFormats } from "#app/ui/frame.tsx";
import { readable } from "#app/ui/status-badge.tsx";
import { t } from "#app/ui/text.ts";
import type { Notice } from "./notices.ts";
import { trayText as text } from "./tray-text.ts";
import { useNotices } from "./use-notices.ts";

const gapWords: Readonly<Record<string, string>> = listText.gaps.kinds;

/** What has begun and ended lately, with how much of it is new; a screen reader hears of that, wherever it is on the page. */
export function NotificationTray() {
  const { notices, unread, failed, markRead } = useNotices();
  const [open, setOpen] = useState(false);
  const news = unread > 0 ? t(text.unread, { count: unread }) : "";
  const close = () => {
    setOpen(false);
    markRead();
  };
  return (
    <Box paddingInline="400" paddingBlockStart="200">
      <InlineStack align="end" blockAlign="center" gap="200">
        <span role="status">{news ? <Badge tone="attention">{news}</Badge> : null}</span>
        <Popover
          active={open}
          onClose={close}
          preferredAlignment="right"
          activator={
            <Button size="slim" icon={NotificationIcon} disclosure onClick={() => (open ? close() : setOpen(true))}>
              {text.title}
            </Button>
          }
        >
          <Box padding="300" maxWidth="360px">
            {failed ? (
              <Text as="p" tone="critical">
                {text.failed}
              </Text>
            ) : null}
            {notices.length === 0 && !failed ? <Text as="p">{text.empty}</Text> : null}
            <ul className="plain-list" aria-label={text.title}>
              {notices.map((notice) => (
                <NoticeEntry key={notice.id} notice={notice} />
              ))}
            </ul>
          </Box>
        </Popover>
      </InlineStack>
    </Box>
  );
}

function NoticeEntry({ notice: { title, kind, orderId, change, at, unread } }: { notice: Notice }) {
  const { ago, now } = useFormats();
  const words = title ?? gapWords[kind] ?? readable(kind);
  return (
    <Box as="li" paddingBlock="150">
      <Text as="p" fontWeight={unread ? "semibold" : "regular"}>
        {orderId === undefined ? words : <Link url={orderUrl(orderId)}>{words}</Link>}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {t(change === "closed" ? text.closed : text.opened, { ago: ago(at, now) })}
      </Text>
    </Box>
  );
}
