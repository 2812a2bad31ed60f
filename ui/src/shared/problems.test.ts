import { afterEach, describe, expect, it } from 'vitest';
import { ApiError, type FieldProblem } from '@/api';
import { setLanguage } from './i18n';
import { fieldProblemText, problemOf, problemText } from './problems';

afterEach(() => setLanguage('en'));

const refused = (...fields: FieldProblem[]) => new ApiError({ title: '', status: 422, code: 'validation', detail: 'In English.', fields });
const short: FieldProblem = { field: 'title', code: 'too_long', args: { max: 200 }, message: '“title” is longer than 200 characters.' };

describe('what went wrong', () => {
  it('is said in the language of the user, with the field by its name there', async () => {
    expect(problemText(refused(short))).toBe('“Title” is longer than 200 characters.');
    await setLanguage('de');
    expect(problemText(refused(short))).toBe('„Position“ ist länger als 200 Zeichen.');
    expect(problemText(new ApiError({ title: '', status: 507, code: 'storage', detail: 'The disk is full.' }))).toContain('Datenträger');
  });

  it('is said as the core says it where the words lack what goes into them, or there are none', async () => {
    await setLanguage('de');
    expect(fieldProblemText({ field: 'until', code: 'out_of_range', message: '“until” lies in the past.' }, '')).toBe('“until” lies in the past.');
    expect(problemText(refused({ field: 'x', code: 'never_heard_of', message: 'Of its own.' }))).toBe('Of its own.');
  });

  it('is found for a field and for what is inside it', () => {
    const error = refused(short, { field: 'parameters.rates[2].to', code: 'required' });
    expect(problemOf(error, 'parameters.rates')).toBe('“To” is needed.');
    expect(problemOf(error, 'parameters')).toBe('“To” is needed.');
    expect(problemOf(error, 'name')).toBeUndefined();
    expect(problemText(error)).toContain('One more field');
  });
});
