import { MoreHorizontal, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Kind, call } from '@/api';
import { t } from '../../i18n';
import { Button, FormField, IconButton, Input, Menu, MenuItem, MenuSeparator, Popover, Tabs, toast, toastError } from '../../ui';
import { undoOf } from '../steps';
import type { ListState, ViewQuery } from './listState';
import styles from './ViewTabs.module.css';

const ALL = 'all';
const HUES = [168, 60, 285, 220, 25, 130, 330];

/** Saved views as tabs: one set of records, seen through different questions. */
export function ViewTabs({ kind, state }: { kind: Kind; state: ListState }) {
  const { views, view, changed } = state;
  const tabs = [{ value: ALL, label: t('list.all') }, ...views.map((saved) => ({ value: saved.id, label: String(saved['name']) }))];
  return (
    <Tabs
      label={t('list.views')}
      value={view?.id ?? ALL}
      tabs={tabs}
      onChange={(id) => state.openView(id === ALL ? null : id)}
      after={
        <>
          {view && <ViewMenu state={state} id={view.id} name={String(view['name'])} changed={changed} />}
          <SaveView kind={kind} state={state} />
        </>
      }
    />
  );
}

/** All that a view keeps: what is asked, and how it is shown. */
function kept({ query, columns, widths, shape, pipeline }: ListState) {
  const shown: ViewQuery = { filter: query.filter ?? null, ordering: query.ordering ?? [], columns, widths, search: query.search ?? '' };
  return { query: shape === 'board' && pipeline ? { ...shown, pipeline } : shown, shape };
}

function SaveView({ kind, state }: { kind: Kind; state: ListState }) {
  const [open, setOpen] = useState(false);
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (name === '') return;
    try {
      const position = state.views.length + 1;
      const view = await call('views.create', { name, kind: kind.name, ...kept(state), position, hue: HUES[position % HUES.length] });
      setOpen(false);
      state.openView(view.id);
      toast(t('list.viewSaved', { name }));
    } catch (error) {
      toastError(t('list.viewFailed'), error);
    }
  };
  return (
    <Popover label={t('list.saveView')} open={open} onOpenChange={setOpen} trigger={<IconButton size="small" icon={Plus} label={t('list.saveView')} />}>
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <FormField label={t('list.viewName')}>{({ id }) => <Input id={id} name="name" maxLength={80} required />}</FormField>
        <Button type="submit" look="primary" size="small">
          {t('list.saveView')}
        </Button>
      </form>
    </Popover>
  );
}

function ViewMenu({ state, id, name, changed }: { state: ListState; id: string; name: string; changed: boolean }) {
  const update = async () => {
    try {
      await call('views.update', { id, ...kept(state) });
      state.reset();
      toast(t('list.viewSaved', { name }));
    } catch (error) {
      toastError(t('list.viewFailed'), error);
    }
  };
  const remove = async () => {
    try {
      await call('views.delete', { id });
      state.openView(null);
      toast(t('record.deleted', { name }), { action: undoOf() });
    } catch (error) {
      toastError(t('list.viewFailed'), error);
    }
  };
  return (
    <Menu trigger={<IconButton size="small" icon={MoreHorizontal} label={t('list.viewMenu', { name })} className={changed ? styles.changed : undefined} />}>
      <MenuItem disabled={!changed} onSelect={() => void update()}>
        {t('list.viewUpdate')}
      </MenuItem>
      <MenuItem disabled={!changed} onSelect={state.reset}>
        {t('list.viewReset')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => void remove()}>
        {t('list.viewDelete')}
      </MenuItem>
    </Menu>
  );
}
