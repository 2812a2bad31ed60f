import { ArrowRight, CircleAlert, FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatList, formatNumber, t, tDynamic } from '@/shared/i18n';
import { ListEditor } from '@/shared/records/fields/ListEditor';
import { kindsLabel, useKinds } from '@/shared/records/kinds';
import { Button, FormField, Page, Select, StatusBar, Switch, toastError } from '@/shared/ui';
import type { StepProps } from './ImportScreen';
import styles from './Imports.module.css';
import { MappingTable } from './MappingTable';
import { type Import, type Mode, type Settings, configure, doubled, matchesOf, targetsOf } from './model';
import { Steps } from './Steps';

const MODES: readonly Mode[] = ['both', 'create', 'update'];
const KINDS = ['contact', 'account', 'opportunity'];

/** What the file is, where its columns go, and how known records are treated. */
export function SetupStep({ entry, kind, title, onGo, refetch }: StepProps) {
  const [draft, setDraft] = useState<Import>(entry);
  const [busy, setBusy] = useState(false);
  const kinds = useKinds() ?? [];
  const targets = targetsOf(draft, kind, kinds);
  const tags = kind.fields.find(({ name }) => name === 'tags');
  const twice = doubled(draft.columns, draft.several);
  const mapped = draft.columns.filter(({ target }) => target !== null).length;

  const save = async (settings: Settings): Promise<boolean> => {
    setDraft((before) => ({ ...before, ...settings }));
    try {
      const saved = await configure(entry.id, settings);
      if (settings.kind || settings.has_header !== undefined) {
        setDraft(saved);
        refetch();
      }
      return true;
    } catch (error) {
      toastError(t('import.notConfigured'), error);
      return false;
    }
  };
  const next = async () => {
    setBusy(true);
    const { columns, mode, match_on, keep_unmapped, tags: given } = draft;
    const saved = await save({ columns, mode, match_on, keep_unmapped, tags: given });
    setBusy(false);
    if (!saved) return;
    refetch();
    onGo('preview');
  };
  const canGo = mapped > 0 && twice.size === 0;

  return (
    <Page
      title={title}
      beside={<Steps at="columns" />}
      actions={
        <Button look="primary" busy={busy} disabled={!canGo} onClick={() => void next()}>
          <span className={styles.forward}>
            {t('import.toPreview')}
            <ArrowRight aria-hidden />
          </span>
        </Button>
      }
    >
      <div className={styles.setup}>
        <section className={styles.mapping} aria-label={t('import.columns')}>
          <p className={styles.recognised}>
            <FileSpreadsheet aria-hidden />
            <strong>{tDynamic(`import.source.${draft.source}`, draft.source)}</strong>
            <span className={styles.dim}>{[formatBytes(draft.bytes), draft.encoding, t('import.delimiter', { sign: draft.delimiter === '\t' ? '⇥' : draft.delimiter })].join(' · ')}</span>
          </p>
          {twice.size > 0 && (
            <p className={styles.problem} role="alert">
              <CircleAlert aria-hidden />
              {t('import.twice', { fields: formatList([...twice].map((name) => targets.find(({ value }) => value === name)?.label ?? name)) })}
            </p>
          )}
          <MappingTable targets={targets} columns={draft.columns} doubled={twice} onChange={(columns) => setDraft((before) => ({ ...before, columns }))} />
        </section>
        <aside className={styles.options} aria-label={t('import.options')}>
          <FormField label={t('import.kind')} hint={t('import.kindHint')}>
            {({ id }) => (
              <Select
                id={id}
                label={t('import.kind')}
                value={draft.kind}
                options={kinds.filter(({ name }) => KINDS.includes(name)).map(({ name }) => ({ value: name, label: kindsLabel(name) }))}
                onChange={(name) => void save({ kind: name })}
              />
            )}
          </FormField>
          <FormField label={t('import.mode')} hint={t(`import.modeHint.${draft.mode}`)}>
            {({ id }) => (
              <Select
                id={id}
                label={t('import.mode')}
                value={draft.mode}
                options={MODES.map((mode) => ({ value: mode, label: t(`import.mode.${mode}`) }))}
                onChange={(mode) => setDraft((before) => ({ ...before, mode }))}
              />
            )}
          </FormField>
          <FormField label={t('import.matchOn')} hint={t('import.matchHint')}>
            {({ id }) => (
              <Select
                id={id}
                label={t('import.matchOn')}
                value={draft.match_on}
                options={matchesOf(draft).map((name) => ({ value: name, label: tDynamic(`import.match.${name}`, name) }))}
                onChange={(name) => setDraft((before) => ({ ...before, match_on: name }))}
              />
            )}
          </FormField>
          <label className={styles.switch}>
            <span>
              {t('import.keepUnmapped')}
              <span className={styles.hint}>{t('import.keepHint')}</span>
            </span>
            <Switch label={t('import.keepUnmapped')} checked={draft.keep_unmapped} onChange={(keep) => setDraft((before) => ({ ...before, keep_unmapped: keep }))} />
          </label>
          {tags && (
            <FormField label={t('import.tags')} hint={t('import.tagsHint')}>
              {({ id }) => <ListEditor id={id} aria-label={t('import.tags')} field={tags} value={draft.tags} onChange={(words) => setDraft((before) => ({ ...before, tags: words }))} />}
            </FormField>
          )}
          <label className={styles.switch}>
            <span>{t('import.hasHeader')}</span>
            <Switch label={t('import.hasHeader')} checked={draft.has_header} onChange={(header) => void save({ has_header: header })} />
          </label>
          <p className={styles.promise}>{t('import.nothingYet')}</p>
        </aside>
      </div>
      <StatusBar>
        <span>{t('import.mapped', { count: draft.columns.length, mapped: formatNumber(mapped), all: formatNumber(draft.columns.length) })}</span>
      </StatusBar>
    </Page>
  );
}
