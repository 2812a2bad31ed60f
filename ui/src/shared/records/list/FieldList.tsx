import { useState } from 'react';
import type { Field } from '@/api';
import { t } from '../../i18n';
import { Input } from '../../ui';
import { fieldLabel } from '../kinds';
import styles from './FieldList.module.css';

interface FieldListProps {
  fields: readonly Field[];
  onChoose: (field: Field) => void;
}

/** Fields to choose one from, narrowed by typing; arrows walk it. */
export function FieldList({ fields, onChoose }: FieldListProps) {
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLocaleLowerCase();
  const found = fields.filter((field) => fieldLabel(field).toLocaleLowerCase().includes(wanted));
  return (
    <div role="presentation" onKeyDown={walk}>
      <Input
        aria-label={t('list.findField')}
        placeholder={t('list.findField')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          // What is shown next takes the keyboard at once: this Enter must not send its form.
          event.preventDefault();
          if (found[0]) onChoose(found[0]);
        }}
      />
      <ul className={styles.list}>
        {found.map((field) => (
          <li key={field.name}>
            <button type="button" className={styles.field} onClick={() => onChoose(field)}>
              {fieldLabel(field)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function walk(event: React.KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
  const next = stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
}
