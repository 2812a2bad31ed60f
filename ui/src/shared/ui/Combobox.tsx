import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, X } from 'lucide-react';
import { type ReactNode, type Ref, useState } from 'react';
import { t } from '../i18n';
import { cx } from './cx';
import styles from './Combobox.module.css';
import input from './Input.module.css';
import popup from './popup.module.css';

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

/** A choice out of many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { value, options, onChange, onSearch, onCreate, label, placeholder, id, invalid, describedBy, busy, focused = false, clearable = true, inputRef, className } = props;
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const known = options.some((option) => option.label.toLocaleLowerCase() === text.toLocaleLowerCase());
  const offered = onCreate && text !== '' && text !== value?.label && !known ? [...options, { value: CREATE, label: t('ui.createNamed', { name: text }) }] : options;
  return (
    <Base.Root<ComboboxOption>
      items={offered}
      value={value}
      defaultOpen={focused}
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
      {...(onSearch ? { filter: null } : {})}
      onInputValueChange={(next) => {
        setTyped(next);
        onSearch?.(next === value?.label ? '' : next);
      }}
      onValueChange={(option) => {
        if (option?.value === CREATE) onCreate?.(text);
        else onChange(option);
      }}
      autoHighlight
    >
      <Base.InputGroup className={cx(styles.group, className)}>
        <Base.Input ref={inputRef} autoFocus={focused} id={id} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid || undefined} placeholder={placeholder} className={input.input} />
        {clearable && value && (
          <Base.Clear className={styles.clear} aria-label={t('ui.clearNamed', { name: label })}>
            <X aria-hidden />
          </Base.Clear>
        )}
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner className={popup.positioner} sideOffset={4}>
          <Base.Popup className={cx(popup.popup, styles.popup)}>
            <Base.Empty className={popup.empty}>{busy ? t('ui.searching') : t('ui.noResults')}</Base.Empty>
            <Base.List>
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} className={popup.item}>
                  {option.before}
                  <span className={popup.text}>{option.label}</span>
                  {option.hint && <span className={popup.hint}>{option.hint}</span>}
                  <Base.ItemIndicator className={popup.check}>
                    <Check aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
