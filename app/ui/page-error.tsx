import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { isRecord } from "#app/platform/records.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { AppUnreachable, failureOfRouteError } from "./last-good.ts";
import { FailureReference } from "./failure-reference.tsx";
import { failureTitle } from "./failure-title.ts";
import { uiText } from "./ui-text.ts";

const texts = uiText.failure;

/** The error boundary of a page: what happened, that nothing was lost, and what to do, inside the app's frame. */
export function PageErrorBoundary() {
  const error = useRouteError();
  if (!isPageError(error)) throw error;
  return <PageError failure={failureToShow(error)} />;
}

function failureToShow(error: unknown): SyncFailure {
  if (isRouteErrorResponse(error)) return failureOfRouteError(error);
  return error instanceof AppUnreachable ? error.failure : { status: 500, message: texts.brokenTitle, errors: [] };
}

/** Whether an error is for a page to show. What Shopify's library throws, such as the way back to a session, is not. */
export function isPageError(error: unknown): boolean {
  if (!isRouteErrorResponse(error)) return true;
  return error.status === 404 || (isRecord(error.data) && isRecord(error.data["failure"]));
}

/** A page that stands for one that could not be shown. */
function PageError({ failure }: { failure: SyncFailure }) {
  const revalidator = useRevalidator();
  const { title, body, tone } = explanationOf(failure.status);
  const passes = failure.status === 0 || failure.status === 429 || failure.status >= 500;
  return (
    <Page title={title} backAction={{ content: texts.back, url: "/app" }}>
      <Banner
        tone={tone}
        title={failureTitle(failure)}
        {...(passes
          ? { action: { content: texts.tryAgain, onAction: () => revalidator.revalidate(), loading: revalidator.state === "loading" }, secondaryAction: { content: texts.back, url: "/app" } }
          : { action: { content: texts.back, url: "/app" } })}
      >
        <BlockStack gap="200">
          <Text as="p">{body}</Text>
          {failure.status >= 500 ? <FailureReference failure={failure} /> : null}
        </BlockStack>
      </Banner>
    </Page>
  );
}

/** What a status means to somebody who works here. */
function explanationOf(status: number): { title: string; body: string; tone: "critical" | "warning" } {
  if (status === 0) return { title: texts.offlineTitle, body: texts.offlineBody, tone: "warning" };
  if (status === 404) return { title: texts.notFoundTitle, body: texts.notFoundBody, tone: "warning" };
  if (status === 401 || status === 403) return { title: texts.forbiddenTitle, body: texts.forbiddenBody, tone: "warning" };
  if (status === 429) return { title: texts.busyTitle, body: texts.busyBody, tone: "warning" };
  if (status === 503) return { title: texts.awayTitle, body: texts.awayBody, tone: "critical" };
  if (status >= 500) return { title: texts.brokenTitle, body: texts.brokenBody, tone: "critical" };
  return { title: texts.requestTitle, body: texts.requestBody, tone: "warning" };
}
