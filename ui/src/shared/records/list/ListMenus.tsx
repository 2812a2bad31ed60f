import { ArrowDown, ArrowDownUp, ArrowUp, Columns3 } from 'lucide-react';
import type { Kind } from '@/api';
import { directionOf, orderBy } from '../../grid/ordering';
import { t } from '../../i18n';
import { Button, Menu, MenuCheck, MenuItem } from '../../ui';
import { fieldLabel } from '../kinds';
import type { ListState } from './listState';

interface ListMenuProps {
  kind: Kind;
  state: ListState;
}

/** Which columns are shown. The name always is. */
export function ColumnMenu({ kind, state }: ListMenuProps) {
  const { columns } = state;
  const fields = kind.fields.filter((field) => field.type !== 'json' && !field.hidden);
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" size="small" icon={Columns3}>
          {t('list.columns', { count: columns.length })}
        </Button>
      }
    >
      {fields.map((field) => (
        <MenuCheck
          key={field.name}
          checked={columns.includes(field.name)}
          onChange={(on) => {
            if (field.name === kind.title) return;
            state.set({ columns: on ? [...columns, field.name] : columns.filter((name) => name !== field.name) });
          }}
        >
          {fieldLabel(field)}
        </MenuCheck>
      ))}
    </Menu>
  );
}

/** What the list is sorted by; a further column is added after the others. */
export function SortMenu({ kind, state }: ListMenuProps) {
  const ordering = state.query.ordering ?? [];
  const [first] = ordering;
  const field = kind.fields.find(({ name }) => name === first?.replace(/^-/, ''));
  return (
    <Menu
      align="end"
      trigger={
        <Button look="quiet" size="small" icon={ArrowDownUp} aria-label={field ? t('list.sortBy', { field: fieldLabel(field) }) : t('list.sort')}>
          {field ? fieldLabel(field) : t('list.sort')}
        </Button>
      }
    >
      {kind.fields
        .filter(({ sortable, type, hidden }) => sortable && type !== 'json' && !hidden)
        .map((candidate) => {
          const direction = directionOf(ordering, candidate.name);
          const next = direction === undefined ? 'ascending' : direction === 'ascending' ? 'descending' : null;
          const sole = ordering.length <= 1 && direction === undefined;
          return (
            <MenuItem
              key={candidate.name}
              icon={direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : undefined}
              onSelect={() => state.set({ ordering: orderBy(ordering, candidate.name, next, !sole) })}
            >
              {fieldLabel(candidate)}
            </MenuItem>
          );
        })}
    </Menu>
  );
}
