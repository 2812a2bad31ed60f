import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type Kind, type ListPage, callByName, dependsOn } from '@/api';
import { t } from '../../i18n';
import { Avatar, Combobox, type ComboboxOption, toastError } from '../../ui';
import { avatarShape, useKinds } from '../kinds';
import { rememberName, rememberedName } from '../names';

interface RecordPickerProps {
  kind: string;
  value: string | null;
  /** The chosen record's name, when the caller knows it. */
  name?: string | undefined;
  onChange: (id: string | null) => void;
  label: string;
  id?: string | undefined;
  invalid?: boolean;
  describedBy?: string | undefined;
  clearable?: boolean;
  focused?: boolean;
}

const SHOWN = 8;
/** Kinds that the search knows and ranks; of the others there are few. */
const SEARCHED = new Set(['contact', 'account', 'opportunity', 'activity']);

/** Chooses a record of a kind by typing part of its name; a missing account can be made on the spot. */
export function RecordPicker({ kind: kindName, value, name, onChange, label, ...rest }: RecordPickerProps) {
  const kind = useKinds()?.find((candidate) => candidate.name === kindName);
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<ComboboxOption | null>(null);
  const client = useQueryClient();
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['picker', kindName, search],
    queryFn: ({ signal }) => suggest(kind!, search, signal),
    enabled: kind !== undefined,
    meta: { kinds: dependsOn('search.all') },
    placeholderData: keepPreviousData,
  });
  const chosen = value === null ? null : picked?.value === value ? picked : { value, label: name ?? rememberedName(value) ?? '' };
  const create = async (text: string) => {
    try {
      const record = await callByName<{ id: string }>(`${kind!.plural}.create`, { [kind!.title]: text });
      setPicked({ value: record.id, label: text });
      rememberName(record.id, text);
      onChange(record.id);
      await client.invalidateQueries({ queryKey: ['picker', kindName] });
    } catch (error) {
      toastError(t('record.notCreated'), error);
    }
  };
  const titleField = kind?.fields.find((field) => field.name === kind.title);
  const creatable = kindName === 'account' && titleField?.read_only === false;
  return (
    <Combobox
      {...rest}
      label={label}
      placeholder={rest.focused ? undefined : t('record.choose')}
      value={chosen}
      options={found.data ?? []}
      busy={found.isFetching}
      onSearch={setTyped}
      onCreate={creatable ? (text) => void create(text) : undefined}
      onChange={(option) => {
        setPicked(option);
        if (option) rememberName(option.value, option.label);
        onChange(option?.value ?? null);
      }}
    />
  );
}

async function suggest({ name: kind, plural, title, fields }: Kind, search: string, signal: AbortSignal): Promise<ComboboxOption[]> {
  const before = (label: string) => <Avatar name={label} shape={avatarShape(kind)} />;
  if (search !== '' && SEARCHED.has(kind)) {
    const { hits } = await callByName<{ hits: { id: string; title: string; subtitle: string | null }[] }>('search.all', { q: search, kinds: [kind], limit: SHOWN }, signal);
    return hits.map((hit) => ({ value: hit.id, label: hit.title, hint: hit.subtitle ?? undefined, before: before(hit.title) }));
  }
  const input = SEARCHED.has(kind) ? { ordering: ['-updated_at'], limit: SHOWN } : { ordering: [fields.some(({ name }) => name === 'position') ? 'position' : title], limit: 100, ...(search ? { search } : {}) };
  const page = await callByName<ListPage>(`${plural}.list`, input, signal);
  return page.items.map((record) => {
    const label = String(record[title] ?? '');
    return { value: record.id, label, before: before(label) };
  });
}
