import { useState } from 'react';
import { formatNumber, t } from '@/shared/i18n';
import { FormField, Input } from '@/shared/ui';

interface NumberFieldProps {
  label: string;
  hint?: string | undefined;
  value: number;
  least: number;
  most: number;
  step?: number;
  /** Called when the field is left, or Enter is pressed, with another number than before within its borders. */
  onCommit: (value: number) => void;
}

/** A number between two others, kept when the field is left; what lies outside is refused beside it. */
export function NumberField({ label, hint, value, least, most, step = 1, onCommit }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? value : Number(typed);
  const wrong = typed === '' || !Number.isFinite(read) || read < least || read > most;
  const commit = () => {
    if (typed === null || wrong) return;
    setTyped(null);
    if (read !== value) onCommit(read);
  };
  return (
    <FormField label={label} hint={hint} error={wrong ? t('number.between', { least: formatNumber(least), most: formatNumber(most) }) : undefined}>
      {({ id, describedBy, invalid }) => (
        <Input
          id={id}
          type="number"
          inputMode="decimal"
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          min={least}
          max={most}
          step={step}
          value={typed ?? String(value)}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      )}
    </FormField>
  );
}
