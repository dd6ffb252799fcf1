import { TextField } from "@shopify/polaris";
import { useState } from "react";
import { settingsText as text } from "../settings-text.ts";

interface JsonFieldProps {
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
  helpText: string;
  error: string | undefined;
  name: string;
}

/** For a setting that has no control of its own yet. */
export function JsonField({ value, onChange, label, helpText, error, name }: JsonFieldProps) {
  const [typed, setTyped] = useState(() => JSON.stringify(value, null, 2));
  const [isBroken, setIsBroken] = useState(false);
  const change = (next: string) => {
    setTyped(next);
    const parsed = parse(next);
    setIsBroken(parsed === undefined);
    // What is no JSON is sent as it is, so that it is refused rather than left out.
    onChange(parsed === undefined ? next : parsed.value);
  };
  return <TextField label={label} name={name} helpText={`${helpText} ${text.json}.`} value={typed} onChange={change} multiline={6} monospaced autoComplete="off" error={isBroken ? text.notJson : error} />;
}

function parse(typed: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(typed) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
