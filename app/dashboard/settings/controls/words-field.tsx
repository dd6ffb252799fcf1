import { TextField } from "@shopify/polaris";
import { useState } from "react";

interface WordsFieldProps {
  label: string;
  value: readonly string[];
  help?: string;
  placeholder?: string;
  error: string | undefined;
  onChange: (value: string[]) => void;
}

/** Words with commas between them. */
export function WordsField({ label, value, help, placeholder, error, onChange }: WordsFieldProps) {
  const [typed, setTyped] = useState<string>();
  // What is typed is shown as it is while it means the value that there is: `IN, ` is on the way to a second word.
  const shown = typed !== undefined && wordsOf(typed).join() === value.join() ? typed : value.join(", ");
  const change = (next: string) => {
    setTyped(next);
    onChange(wordsOf(next));
  };
  return <TextField label={label} helpText={help} placeholder={placeholder} error={error} autoComplete="off" value={shown} onChange={change} />;
}

function wordsOf(typed: string): string[] {
  return typed.split(",").flatMap((word) => word.trim() || []);
}
