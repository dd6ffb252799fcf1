import { Box, InlineGrid, Select, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { ReasonCode } from "#app/domains/exceptions/schema.ts";
import { exceptionsText } from "./exceptions-text.ts";

const text = exceptionsText.filters;
const patienceMs = 300;

export interface QueueFiltersProps {
  params: URLSearchParams;
  onParams: (params: URLSearchParams) => void;
}

/** What the queue is narrowed to. The address has it, so that it can be kept and sent. */
export function QueueFilters({ params, onParams }: QueueFiltersProps) {
  const [search, setSearch] = useState(params.get("q") ?? "");
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value === "") next.delete(name);
    else next.set(name, value);
    next.delete("limit");
    onParams(next);
  };
  useEffect(() => {
    if (search === (params.get("q") ?? "")) return;
    const timer = setTimeout(() => set("q", search), patienceMs);
    return () => clearTimeout(timer);
  });

  return (
    <Box padding="300">
      <InlineGrid columns={{ xs: 1, sm: "1fr 1fr 2fr" }} gap="300">
        <Select label={text.status} value={params.get("status") ?? "open"} options={Object.entries(exceptionsText.statuses).map(([value, label]) => ({ value, label }))} onChange={(status) => set("status", status === "open" ? "" : status)} />
        <Select
          label={text.reason}
          value={params.get("reason_code") ?? ""}
          options={[{ value: "", label: text.anyReason }, ...ReasonCode.options.map((value) => ({ value, label: exceptionsText.reasons[value] }))]}
          onChange={(reason) => set("reason_code", reason)}
        />
        <TextField label={text.search} value={search} onChange={setSearch} autoComplete="off" clearButton onClearButtonClick={() => setSearch("")} />
      </InlineGrid>
      {params.get("event_type") === null ? null : (
        <Box paddingBlockStart="300">
          <TextField label={text.type} value={params.get("event_type") ?? ""} autoComplete="off" clearButton onChange={(type) => set("event_type", type)} onClearButtonClick={() => set("event_type", "")} />
        </Box>
      )}
    </Box>
  );
}
