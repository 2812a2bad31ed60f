import { useState } from 'react';
import { formatNumber } from '@/shared/i18n';
import { Input } from '@/shared/ui';

interface NumberInputProps {
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean;
  label?: string;
  value: number | null;
  /** Reads what is typed: a number or its text, null for nothing, undefined for what is none. */
  parse: (text: string) => number | string | null | undefined;
  onChange: (value: number | null) => void;
  /** How many digits it is shown with while nobody types. */
  digits?: number;
  className?: string | undefined;
}

/** A number as this language writes it; while it is typed, what is typed stays. */
export function NumberInput({ id, describedBy, invalid = false, label, value, parse, onChange, digits = 4, className }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? null : parse(typed);
  return (
    <Input
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid || read === undefined || undefined}
      inputMode="decimal"
      className={className}
      value={typed ?? (value === null ? '' : formatNumber(value, digits))}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = parse(event.target.value);
        if (next !== undefined) onChange(next === null ? null : Number(next));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
