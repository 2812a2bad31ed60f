import { type FormEvent, useState } from 'react';
import { ApiError, type Kind, type RecordData, callByName } from '@/api';
import { goTo } from '../navigation';
import { t } from '../i18n';
import { problemOf } from '../problems';
import { Button, Dialog, FormField, toast, toastError } from '../ui';
import { FieldEditor, INVALID } from './fields/FieldEditor';
import { fieldLabel, newLabel, recordTitle, useKind } from './kinds';
import { shortForm } from './forms';
import styles from './NewRecordDialog.module.css';
import { type NewRecordRequest, closeNewRecord, useNewRecordRequest } from './newRecord';

/** The form for a new record of any kind, drawn from the kind's descriptor. Opened by `openNewRecord`. */
export default function NewRecordDialog() {
  const request = useNewRecordRequest();
  const kind = useKind(request?.kind ?? '');
  return request && kind ? <Form key={kind.name} kind={kind} request={request} /> : null;
}

function Form({ kind, request }: { kind: Kind; request: NewRecordRequest }) {
  const [values, setValues] = useState<Record<string, unknown>>(request.preset);
  const [error, setError] = useState<ApiError | null>(null);
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState(false);
  const { few, rest } = shortForm(kind);
  const shown = all ? [...few, ...rest] : few;
  const formId = `new-${kind.name}`;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const bad = shown.find((field) => values[field.name] === INVALID);
    if (bad) {
      setError(new ApiError({ title: '', status: 422, code: 'validation', detail: t('record.notUnderstood'), fields: [{ field: bad.name, message: t('record.notUnderstood') }] }));
      return;
    }
    setBusy(true);
    try {
      const record = await callByName<RecordData>(`${kind.plural}.create`, values);
      closeNewRecord();
      request.onCreated?.(record.id);
      toast(t('record.created', { name: recordTitle(record, kind) }), {
        action: { label: t('record.open'), run: () => goTo(`/${kind.plural}/${record.id}`) },
      });
    } catch (thrown) {
      const problem = thrown as ApiError;
      setError(problem);
      // A refused field may be among those not shown yet.
      if (problem.fields.some(({ field }) => rest.some(({ name }) => name === field))) setAll(true);
      if (problem.fields.length === 0) toastError(t('record.notCreated'), problem);
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onClose={closeNewRecord}
      title={newLabel(kind.name)}
      footer={
        <>
          {!all && rest.length > 0 && (
            <Button look="quiet" className={styles.more} onClick={() => setAll(true)}>
              {t('record.moreFields')}
            </Button>
          )}
          <Button onClick={closeNewRecord}>{t('ui.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>
            {t('ui.create')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <div className={styles.fields}>
          {shown.map((field) => (
            <div key={field.name} className={field.type === 'long_text' || field.type === 'list' ? styles.wide : undefined}>
              <FormField label={fieldLabel(field)} required={field.required} error={problemOf(error, field.name)}>
                {(ids) => (
                  <FieldEditor
                    {...ids}
                    field={field}
                    value={values[field.name]}
                    refs={{}}
                    onChange={(value) => {
                      setValues((before) => ({ ...before, [field.name]: value }));
                      setError(null);
                    }}
                  />
                )}
              </FormField>
            </div>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
