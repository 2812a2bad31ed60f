import { type KeyboardEvent, useState } from 'react';
import type { Field } from '@/api';
import { t } from '../../i18n';
import { Tag } from '../../ui';
import { optionHue } from './value';
import styles from './ListEditor.module.css';

interface ListEditorProps {
  field: Field;
  value: readonly string[];
  onChange: (value: string[]) => void;
  id?: string | undefined;
  autoFocus?: boolean;
  'aria-label'?: string;
}

/** Words in a row: type one, Enter or a comma adds it, Backspace takes the last away. */
export function ListEditor({ field, value, onChange, ...rest }: ListEditorProps) {
  const [list, setList] = useState(value);
  const [typed, setTyped] = useState('');
  const change = (next: string[]) => {
    setList(next);
    onChange(next);
  };
  const add = () => {
    const word = typed.trim();
    setTyped('');
    if (word !== '' && !list.includes(word)) change([...list, word]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ',') && typed.trim() !== '') {
      event.preventDefault();
      event.stopPropagation();
      add();
    } else if (event.key === 'Backspace' && typed === '' && list.length > 0) {
      change(list.slice(0, -1));
    }
  };
  return (
    <div className={styles.list}>
      {list.map((word) => (
        <Tag key={word} text={word} hue={optionHue(field, word)} onRemove={() => change(list.filter((other) => other !== word))} />
      ))}
      <input
        {...rest}
        className={styles.input}
        value={typed}
        placeholder={list.length === 0 ? t('record.addTag') : undefined}
        onChange={(event) => {
          setTyped(event.target.value);
          // What is typed counts even when the form is sent without Enter.
          const word = event.target.value.trim();
          onChange(word === '' || list.includes(word) ? [...list] : [...list, word]);
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
