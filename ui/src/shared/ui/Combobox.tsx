import { Check, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../i18n';
import { cx } from './cx';
import styles from './Combobox.module.css';
import input from './Input.module.css';
import popup from './popup.module.css';
import { placeUnder } from './placeUnder';

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string | undefined;
  before?: ReactNode;
}

interface ComboboxProps {
  value: ComboboxOption | null;
  options: readonly ComboboxOption[];
  onChange: (option: ComboboxOption | null) => void;
  /** Called with what is typed when the options come from a search; without it they are filtered here. */
  onSearch?: (text: string) => void;
  /** Offers to make what was typed into a new option. */
  onCreate?: ((text: string) => void) | undefined;
  label: string;
  placeholder?: string | undefined;
  id?: string | undefined;
  invalid?: boolean;
  describedBy?: string | undefined;
  busy?: boolean;
  /** Takes the focus and opens its list at once: an editor in a cell. */
  focused?: boolean;
  clearable?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  className?: string | undefined;
}

const CREATE = '\u0000create';
const SHOWN = 100;

/**
 * A choice out of many, found by typing: the ARIA combobox with a list. The list is in the browser's top layer, so
 * nothing clips it, and in the document beside its field, so that a dialog around both knows that they belong together.
 */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, onSearch, onCreate, label, placeholder, id, invalid, describedBy, busy, focused = false, clearable = true, inputRef, className } = props;
  const listId = useId();
  const group = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // What is typed; null while the field shows what is chosen.
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(focused);
  const [wanted, setWanted] = useState<number | null>(null);
  const options = offered(props, typed);
  const chosenAt = Math.max(0, options.findIndex((option) => option.value === value?.value));
  const active = Math.min(wanted ?? (typed === null ? chosenAt : 0), options.length - 1);

  useLayoutEffect(() => {
    const [anchor, shown] = [group.current, list.current];
    if (!open || !anchor || !shown) return undefined;
    shown.showPopover?.();
    return placeUnder(anchor, shown);
  }, [open]);
  useEffect(() => {
    if (open) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [open, active]);

  const close = () => {
    setOpen(false);
    setTyped(null);
    setWanted(null);
    if (typed !== null) onSearch?.('');
  };
  const choose = (option: ComboboxOption | null) => {
    close();
    if (option?.value === CREATE) onCreate?.((typed ?? '').trim());
    else onChange(option);
  };
  const emptied = typed !== null && typed.trim() === '' && clearable && value !== null;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && !event.altKey) {
      event.preventDefault();
      setOpen(true);
      if (open) setWanted((active + step + options.length) % Math.max(1, options.length));
    } else if (event.key === 'Enter' && open) {
      // The list takes this one: it is no "send the form" yet.
      event.preventDefault();
      if (emptied) choose(null);
      else if (options[active]) choose(options[active]);
    } else if (event.key === 'Escape' && open && !focused) {
      event.preventDefault();
      event.nativeEvent.stopPropagation();
      close();
    }
  };

  return (
    <div ref={group} className={cx(styles.group, className)}>
      <input
        ref={inputRef}
        role="combobox"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && options.length > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        id={id}
        autoComplete="off"
        spellCheck={false}
        autoFocus={focused}
        placeholder={placeholder}
        className={input.input}
        value={typed ?? value?.label ?? ''}
        onChange={(event) => {
          setTyped(event.target.value);
          setWanted(null);
          setOpen(true);
          onSearch?.(event.target.value);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          if (emptied) onChange(null);
        }}
      />
      {clearable && value && (
        <button type="button" className={styles.clear} aria-label={t('ui.clearNamed', { name: label })} onClick={() => choose(null)}>
          <X aria-hidden />
        </button>
      )}
      {open && (
        <div ref={list} popover="manual" id={listId} role="listbox" aria-label={label} className={cx(popup.popup, styles.list)}>
          {options.length === 0 && (
            <div role="option" aria-selected={false} aria-disabled className={popup.empty}>
              {busy ? t('ui.searching') : t('ui.noResults')}
            </div>
          )}
          {options.map((option, index) => (
            <div
              key={option.value}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              data-highlighted={index === active || undefined}
              className={popup.item}
              // The field keeps the keyboard.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setWanted(index)}
              onClick={() => choose(option)}
            >
              {option.before}
              <span className={popup.text}>{option.label}</span>
              {option.hint && <span className={popup.hint}>{option.hint}</span>}
              {option.value === value?.value && <Check aria-hidden className={popup.check} />}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** The options that fit what is typed, and the one that makes a new one of it. */
function offered({ options, value, onSearch, onCreate }: ComboboxProps, typed: string | null): readonly ComboboxOption[] {
  const text = typed?.trim() ?? '';
  const plain = fold(text);
  const fitting = onSearch || text === '' ? options : options.filter((option) => fold(option.label).includes(plain));
  const known = fitting.some((option) => fold(option.label) === plain);
  const creating = onCreate && text !== '' && text !== value?.label && !known;
  return [...fitting.slice(0, SHOWN), ...(creating ? [{ value: CREATE, label: t('ui.createNamed', { name: text }) }] : [])];
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
