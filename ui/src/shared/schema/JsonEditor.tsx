import { useState } from 'react';
import { INVALID } from '../records/fields/FieldEditor';
import { TextArea } from '../ui';
import styles from './SchemaForm.module.css';

interface JsonEditorProps {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** A value without a form of its own, as JSON. */
export function JsonEditor({ id, describedBy, invalid, value, onChange }: JsonEditorProps) {
  const [typed, setTyped] = useState(() => (value === undefined || value === null ? '' : JSON.stringify(value, null, 2)));
  const change = (text: string) => {
    setTyped(text);
    if (text.trim() === '') onChange(null);
    else {
      try {
        onChange(JSON.parse(text));
      } catch {
        onChange(INVALID);
      }
    }
  };
  return (
    <TextArea id={id} aria-describedby={describedBy} aria-invalid={invalid || undefined} className={styles.code} rows={4} spellCheck={false} value={typed} onChange={(event) => change(event.target.value)} />
  );
}
