import { type Change, type FieldChange, type RecordData, type Refs, usePages } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { fieldLabel, humanise, useKinds, valueText } from '@/shared/records/kinds';
import { Button, Link, Wait } from '@/shared/ui';
import styles from './History.module.css';

const PAGE = 20;
/** Kinds that only follow from others, and kinds that have a page of their own. */
const UPKEEP = new Set(['stage_entry']);
const PAGES = new Set(['contact', 'account', 'opportunity', 'activity']);
/** Places and stamps that follow by themselves. */
const QUIET = new Set(['position', 'stage_entered_at', 'last_activity_at', 'updated_at', 'revision', 'custom', 'scope']);

/** What a step changed, field by field, from what to what. */
export function StepChanges({ step }: { step: string }) {
  const changes = usePages<Change>('steps.changes', { step, limit: PAGE });
  return (
    <div className={styles.changes}>
      <Wait for={changes}>
        {({ items, refs }) => (
          <>
            {items.filter(({ kind }) => !UPKEEP.has(kind)).map((change) => (
              <ChangeLine key={change.seq} change={change} refs={refs} />
            ))}
            {changes.more && (
              <Button look="quiet" size="small" busy={changes.loadingMore} onClick={changes.more}>
                {t('ui.showMore')}
              </Button>
            )}
          </>
        )}
      </Wait>
    </div>
  );
}

function ChangeLine({ change, refs }: { change: Change; refs: Refs }) {
  const kind = useKinds()?.find(({ name }) => name === change.kind);
  const name = refs[change.record]?.name || humanise(change.kind);
  const fields = change.fields.filter(({ field, from, to }) => !QUIET.has(field) && (filled(from) || filled(to)));
  const action = tDynamic(`history.action.${change.action}`, change.action);
  return (
    <div className={styles.change}>
      <p className={styles.record}>
        {kind && PAGES.has(kind.name) && change.action !== 'purge' ? <Link to={`/${kind.plural}/${change.record}`}>{name}</Link> : name}
        <span className={styles.facts}>{action}</span>
      </p>
      {fields.length > 0 && (
        <dl className={styles.fields}>
          {fields.map((entry) => (
            <FieldLine key={entry.field} entry={entry} change={change} refs={refs} kind={kind} />
          ))}
        </dl>
      )}
    </div>
  );
}

function filled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function FieldLine({ entry, change, refs, kind }: { entry: FieldChange; change: Change; refs: Refs; kind: ReturnType<typeof useKinds> extends readonly (infer K)[] | undefined ? K | undefined : never }) {
  const field = kind?.fields.find(({ name }) => name === entry.field);
  const text = (value: unknown) => {
    if (!filled(value)) return t('record.emptyValue');
    return field ? valueText(field, value, recordOf(change, value === entry.to), refs) || String(value) : typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return (
    <div className={styles.field}>
      <dt>{field ? fieldLabel(field) : humanise(entry.field)}</dt>
      <dd>
        {change.action !== 'create' && (
          <>
            <del className={styles.old}>{text(entry.from)}</del>
            <span aria-hidden> → </span>
          </>
        )}
        <ins className={styles.new}>{text(entry.to)}</ins>
      </dd>
    </div>
  );
}

/** The values a change knows of its record, before or after: an amount needs its currency to be read. */
function recordOf(change: Change, after: boolean): Partial<RecordData> {
  return Object.fromEntries(change.fields.map(({ field, from, to }) => [field, after ? to : from]));
}
