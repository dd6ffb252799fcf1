import { Banner, type BannerHandles, BlockStack, List, Text } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import { mayBeDone } from "#app/platform/sync.ts";
import { FailureReference } from "#app/ui/failure-reference.tsx";
import { failureTitle } from "#app/ui/failure-title.ts";
import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";
import { useOrdersActions } from "./actions-provider.tsx";
import { namesOf } from "./names-of.ts";
import { isGeneral, type OrderProblem } from "./run-requests.ts";

const text = actionText.failure;
const mostShown = 10;

/** At the top of a page: what was refused, for which orders, and the way back to what was typed. */
export function FailureBanner() {
  const { state, openDialog, retry, dismiss } = useOrdersActions();
  const banner = useRef<BannerHandles>(null);
  const place = useRef<HTMLDivElement>(null);
  const { failed } = state;
  useEffect(() => {
    if (!failed) return;
    place.current?.scrollIntoView({ block: "center" });
    banner.current?.focus();
  }, [failed]);
  if (!failed) return null;

  const { failure, draft, targets, problems, doneBefore } = failed;
  // What never arrived, or met trouble that passes, may be sent again as it is; what was refused has to be changed.
  const repeats = isGeneral(failure.status) && failure.status !== 401 && failure.status !== 403;
  const edit = () => {
    dismiss();
    openDialog({ action: draft.action, targets, draft });
  };
  return (
    <div ref={place}>
      <Banner
        ref={banner}
        tone="critical"
        title={failureTitle(failure)}
        action={repeats ? { content: text.retry, onAction: () => retry(failed) } : { content: text.edit, onAction: edit }}
        {...(repeats ? { secondaryAction: { content: text.edit, onAction: edit } } : {})}
        onDismiss={dismiss}
      >
        <BlockStack gap="200">
          {problems.length > 0 ? (
            <List>
              {problems.slice(0, mostShown).map(({ name, message }, index) => (
                <List.Item key={`${name} ${index}`}>
                  <Problem name={name} message={message} />
                </List.Item>
              ))}
              {problems.length > mostShown ? <List.Item>{t(text.more, { count: problems.length - mostShown })}</List.Item> : null}
            </List>
          ) : null}
          <Text as="p">{t(text.rolledBack, { count: targets.length, names: namesOf(targets) })}</Text>
          {doneBefore > 0 ? <Text as="p">{t(text.partly, { count: doneBefore })}</Text> : null}
          {mayBeDone(failure) ? <Text as="p">{text.unknownEffect}</Text> : null}
          <FailureReference failure={failure} />
        </BlockStack>
      </Banner>
    </div>
  );
}

/** Most messages name their order themselves. */
function Problem({ name, message }: OrderProblem) {
  if (message.includes(name)) return <Text as="span">{message}</Text>;
  return (
    <>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
      : {message}
    </>
  );
}
