import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Combobox, type ComboboxOption } from './Combobox';

type Change = (option: ComboboxOption | null) => void;

const CITIES = ['Graz', 'Győr', 'Umeå'].map((label) => ({ value: label.toLowerCase(), label }));

function Cities({ onChange = () => undefined, onCreate, onSubmit }: { onChange?: (option: ComboboxOption | null) => void; onCreate?: (text: string) => void; onSubmit?: () => void }) {
  const [value, setValue] = useState<ComboboxOption | null>(CITIES[2]!);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.();
      }}
    >
      <Combobox
        label="City"
        value={value}
        options={CITIES}
        onCreate={onCreate}
        onChange={(option) => {
          setValue(option);
          onChange(option);
        }}
      />
    </form>
  );
}

describe('a combobox', () => {
  it('finds by typing, without accents, and Enter chooses without sending the form', async () => {
    const user = userEvent.setup();
    const [onChange, onSubmit] = [vi.fn<Change>(), vi.fn<() => void>()];
    render(<Cities onChange={onChange} onSubmit={onSubmit} />);
    const field = screen.getByRole('combobox', { name: 'City' });
    await user.clear(field);
    await user.type(field, 'gyo');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Győr']);
    expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
    await user.keyboard('{Enter}');
    expect(onChange).toHaveBeenLastCalledWith(CITIES[1]);
    expect(onSubmit).not.toHaveBeenCalled();
    expect(field.getAttribute('aria-expanded')).toBe('false');
    await user.keyboard('{Enter}');
    expect(onSubmit).toHaveBeenCalledOnce();
  });

  it('is walked by arrows and left by Esc with what it had', async () => {
    const user = userEvent.setup();
    const onChange = vi.fn<Change>();
    render(<Cities onChange={onChange} />);
    const field = screen.getByRole<HTMLInputElement>('combobox');
    await user.click(field);
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('option', { selected: true }).textContent).toBe('Graz');
    await user.keyboard('xyz{Escape}');
    expect(field.value).toBe('Umeå');
    expect(onChange).not.toHaveBeenCalled();
  });

  it('is emptied by emptying the field', async () => {
    const user = userEvent.setup();
    const onChange = vi.fn<Change>();
    render(<Cities onChange={onChange} />);
    await user.clear(screen.getByRole('combobox'));
    await user.tab();
    expect(onChange).toHaveBeenLastCalledWith(null);
  });

  it('offers to make what is not there', async () => {
    const user = userEvent.setup();
    const onCreate = vi.fn<(text: string) => void>();
    render(<Cities onCreate={onCreate} />);
    const field = screen.getByRole('combobox');
    await user.clear(field);
    await user.type(field, 'Split');
    await user.click(screen.getByRole('option', { name: 'Create “Split”' }));
    expect(onCreate).toHaveBeenCalledWith('Split');
  });
});
