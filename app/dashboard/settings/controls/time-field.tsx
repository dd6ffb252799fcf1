import { TextField } from "@shopify/polaris";

interface TimeFieldProps {
  label: string;
  labelHidden?: boolean;
  value: string;
  helpText?: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** A time of day. Midnight as an end is shown as a clock does, and told as `24:00`. */
export function TimeField({ value, onChange, ends = false, ...field }: TimeFieldProps & { ends?: boolean }) {
  return <TextField {...field} type="time" autoComplete="off" value={value === "24:00" ? "00:00" : value} onChange={(time) => onChange(ends && time === "00:00" ? "24:00" : time)} />;
}
