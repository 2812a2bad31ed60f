import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarClock, Mail, MoreHorizontal, Phone, Plus, Trash2, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type ApiError, type Kind, type RecordData, type Refs, callByName, dependsOn } from '@/api';
import { useAvailableActions } from '../actions';
import { t } from '../i18n';
import { Avatar, Button, ErrorState, IconButton, Link, Menu, MenuAction, MenuItem, Page, SkeletonLines, Tag, toastError } from '../ui';
import { optionHue } from './fields/value';
import { isWritable } from './forms';
import { avatarShape, kindLabel, kindsLabel, optionLabel, recordTitle, useKind } from './kinds';
import { type ActivityType, Composer } from './page/Composer';
import { type AskedField, Details } from './page/Details';
import { Related } from './page/Related';
import { Timeline } from './page/Timeline';
import styles from './RecordScreen.module.css';
import { isTalkedAbout, useRecordActions } from './useRecordActions';
import { useWrites } from './write';

/** Who has it switched on can have a call with the record timed. */
const TIME_A_CALL = 'call.start';

interface RecordScreenProps {
  kind: string;
  /** What only this kind has, above the related records. */
  aside?: (record: RecordData, refs: Refs) => ReactNode;
}

/** The page of one record: what it is on the left, what happened in the middle, what it hangs together with on the right. */
export function RecordScreen({ kind: name, aside }: RecordScreenProps) {
  const kind = useKind(name);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery<{ record: RecordData; refs: Refs }, ApiError>({
    queryKey: [`${kind?.plural}.get`, { id }],
    queryFn: ({ signal }) => callByName(`${kind!.plural}.get`, { id }, signal),
    enabled: kind !== undefined,
    meta: { kinds: dependsOn(`${kind?.plural}.get`) },
    placeholderData: (before, asked) => ((asked?.queryKey[1] as { id?: string } | undefined)?.id === id ? keepPreviousData(before) : undefined),
  });
  if (query.data && kind) return <Record key={id} kind={kind} record={query.data.record} refs={query.data.refs} aside={aside} />;
  return (
    <Page title={kindLabel(name)}>
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <SkeletonLines count={10} />}
    </Page>
  );
}

interface RecordProps extends Pick<RecordScreenProps, 'aside'> {
  kind: Kind;
  record: RecordData;
  refs: Refs;
}

function Record({ kind, record, refs, aside }: RecordProps) {
  const navigate = useNavigate();
  const writes = useWrites(kind);
  const { compose: wanted } = useSearch({ strict: false }) as { compose?: ActivityType };
  const [compose, setCompose] = useState<{ type: ActivityType; turn: number }>({ type: wanted ?? 'note', turn: wanted ? 1 : 0 });
  const [asked, setAsked] = useState<AskedField | null>(null);
  const title = recordTitle(record, kind);
  const talked = isTalkedAbout(kind);
  const timed = useAvailableActions().some(({ id }) => id === TIME_A_CALL);
  const inTrash = record.deleted_at !== null;
  const log = (type: ActivityType) => setCompose(({ turn }) => ({ type, turn: turn + 1 }));
  const remove = async () => {
    if (await writes.remove(record.id, title)) void navigate({ to: `/${kind.plural}` as never });
  };
  const restore = () => {
    callByName(`${kind.plural}.restore`, { id: record.id }).catch((error: unknown) => toastError(t('record.notRestored'), error));
  };

  useRecordActions({
    kind,
    record,
    refs,
    editable: kind.fields.filter((field) => isWritable(field)),
    edit: ({ name }) => setAsked((before) => ({ name, turn: (before?.turn ?? 0) + 1 })),
    remove: () => void remove(),
    page: { log, restore },
  });

  return (
    <Page
      title={
        <div className={styles.heading}>
          <Link to={`/${kind.plural}`} className={styles.crumb}>
            {kindsLabel(kind.name)}
          </Link>
          <span aria-hidden className={styles.slash}>
            /
          </span>
          <Avatar name={title} shape={avatarShape(kind.name)} />
          <h1 className={styles.title}>{title}</h1>
          <Badge kind={kind} record={record} />
        </div>
      }
      actions={
        <>
          {talked && (
            <span className={styles.wide}>
              <Button icon={Phone} onClick={() => log('call')}>
                {t('record.call')}
              </Button>
              <Button icon={Mail} onClick={() => log('email')}>
                {t('record.email')}
              </Button>
            </span>
          )}
          <Menu align="end" trigger={<IconButton icon={MoreHorizontal} label={t('ui.more')} />}>
            {talked && (
              <>
                <MenuItem icon={Phone} onSelect={() => log('call')}>
                  {t('action.recordCall')}
                </MenuItem>
                <MenuItem icon={Mail} onSelect={() => log('email')}>
                  {t('action.recordEmail')}
                </MenuItem>
                <MenuItem icon={CalendarClock} onSelect={() => log('meeting')}>
                  {t('action.recordMeeting')}
                </MenuItem>
              </>
            )}
            {timed && !inTrash && <MenuAction id={TIME_A_CALL} />}
            {inTrash ? (
              <MenuItem icon={Undo2} onSelect={restore}>
                {t('record.restore')}
              </MenuItem>
            ) : (
              <MenuItem danger icon={Trash2} onSelect={() => void remove()}>
                {t('action.recordDelete')}
              </MenuItem>
            )}
          </Menu>
          {talked && (
            <Button look="primary" icon={Plus} onClick={() => log('task')}>
              {t('record.activity')}
            </Button>
          )}
        </>
      }
    >
      {inTrash && (
        <div className={styles.notice} role="status">
          {t('record.inTrash')}
          <Button size="small" icon={Undo2} onClick={restore}>
            {t('record.restore')}
          </Button>
        </div>
      )}
      <div className={styles.page}>
        <section className={styles.details} aria-label={t('record.details')}>
          <Details kind={kind} record={record} refs={refs} asked={asked} />
        </section>
        <section className={styles.story} aria-label={t('record.timeline')}>
          {talked && !inTrash && <Composer key={compose.turn} kind={kind} record={record} start={compose.type} focused={compose.turn > 0} />}
          <Timeline kind={kind} record={record} />
        </section>
        <section className={styles.related} aria-label={t('record.related')}>
          {aside?.(record, refs)}
          <Related kind={kind} record={record} refs={refs} />
        </section>
      </div>
    </Page>
  );
}

/** The choice that says most about a record: a contact's kind, an account's type. */
function Badge({ kind, record }: { kind: Kind; record: RecordData }) {
  const field = kind.fields.find(({ name, type }) => type === 'select' && (name === 'kind' || name === 'type'));
  const value = field && record[field.name];
  return field && typeof value === 'string' ? <Tag text={optionLabel(field.name, value)} hue={optionHue(field, value)} /> : null;
}
