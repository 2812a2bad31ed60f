import { ListFilter, Plus, Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Condition, Kind, Refs } from '@/api';
import { useActionHandler } from '../../actions';
import { t } from '../../i18n';
import { Button, IconButton, Popover } from '../../ui';
import { fieldLabel } from '../kinds';
import { ConditionEditor } from './ConditionEditor';
import { FieldList } from './FieldList';
import styles from './FilterBar.module.css';
import { comparisonLabel, comparisonOf, conditionText, isComplete, startOf } from './filters';
import type { ListState } from './listState';

interface FilterBarProps {
  kind: Kind;
  state: ListState;
  refs: Refs;
  /** A field for which a new condition was asked elsewhere (a column's menu). */
  asked: string | null;
  onAsked: (field: string | null) => void;
  children: React.ReactNode;
}

/** What the list is narrowed to: search words and conditions, each a chip that opens its editor. */
export function FilterBar({ kind, state, refs, asked, onAsked, children }: FilterBarProps) {
  const [draft, setDraft] = useState<Condition | null>(null);
  const [adding, setAdding] = useState(false);
  const { conditions, advanced } = state;
  useActionHandler('list.filter', () => setAdding(true));

  const askedField = kind.fields.find(({ name }) => name === asked);
  if (askedField && (draft?.field !== asked || !adding)) {
    setDraft(startOf(askedField));
    setAdding(true);
  }

  const change = (index: number, next: Condition | null) => {
    state.set({ conditions: next ? conditions.with(index, next) : conditions.toSpliced(index, 1) });
  };
  const close = (open: boolean) => {
    setAdding(open);
    if (open) return;
    setDraft(null);
    onAsked(null);
  };
  const draftField = draft && kind.fields.find(({ name }) => name === draft.field);

  return (
    <div className={styles.bar} role="toolbar" aria-label={t('list.addFilter')}>
      <ListFilter aria-hidden className={styles.sign} />
      <ListSearch value={state.query.search ?? ''} onChange={(search) => state.set({ search })} />
      {conditions.map((condition, index) => (
        <Chip key={`${condition.field}${index}`} kind={kind} condition={condition} refs={refs} onChange={(next) => change(index, next)} />
      ))}
      {advanced && (
        <span className={styles.chip}>
          <span className={styles.name}>{t('list.advanced')}</span>
          <IconButton size="small" icon={X} label={t('ui.removeNamed', { name: t('list.advanced') })} onClick={() => state.set({ advanced: null })} />
        </span>
      )}
      <Popover
        label={t('list.addFilter')}
        open={adding}
        onOpenChange={close}
        trigger={
          <Button look="quiet" size="small" icon={Plus}>
            {t('list.addFilter')}
          </Button>
        }
      >
        {draft && draftField ? (
          <ConditionEditor
            field={draftField}
            condition={draft}
            refs={refs}
            onChange={setDraft}
            onDone={() => {
              if (isComplete(draft)) state.set({ conditions: [...conditions, draft] });
              close(false);
            }}
          />
        ) : (
          <FieldList fields={kind.fields.filter((field) => !field.hidden && !['json', 'long_text'].includes(field.type))} onChoose={(field) => setDraft(startOf(field))} />
        )}
      </Popover>
      <div className={styles.right}>{children}</div>
    </div>
  );
}

interface ChipProps {
  kind: Kind;
  condition: Condition;
  refs: Refs;
  onChange: (condition: Condition | null) => void;
}

function Chip({ kind, condition, refs, onChange }: ChipProps) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(condition);
  const field = kind.fields.find(({ name }) => name === condition.field);
  const name = field ? fieldLabel(field) : condition.field;
  const value = field ? conditionText(field, condition, refs) : String(condition.value);
  return (
    <span className={styles.chip}>
      <Popover
        label={t('list.conditionOf', { name })}
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setDraft(condition);
        }}
        trigger={
          <button type="button" className={styles.inside} disabled={!field}>
            <span className={styles.name}>{name}</span>
            <span className={styles.op}>{field ? comparisonLabel(comparisonOf(field, condition)) : condition.op}</span>
            {value && <span className={styles.value}>{value}</span>}
          </button>
        }
      >
        {field && (
          <ConditionEditor
            field={field}
            condition={draft}
            refs={refs}
            onChange={setDraft}
            onDone={() => {
              setOpen(false);
              onChange(isComplete(draft) ? draft : null);
            }}
          />
        )}
      </Popover>
      <button type="button" className={styles.remove} aria-label={t('ui.removeNamed', { name })} onClick={() => onChange(null)}>
        <X aria-hidden />
      </button>
    </span>
  );
}

const TYPING_MS = 200;

/** Words to look for in this list; asked a moment after the last letter. */
function ListSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => latest.current(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  useActionHandler('list.search', () => input.current?.focus());
  return (
    <label className={styles.search}>
      <Search aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('');
          if (event.key === 'Enter') latest.current(typed);
        }}
      />
    </label>
  );
}
