import { type RecordData, callByName, useCall } from '@/api';
import { type Choice, useActionChoices } from '@/shared/actions';
import { t } from '@/shared/i18n';
import { insist } from '@/shared/records/conflict';
import { undoOf } from '@/shared/records/steps';
import { toast, toastError } from '@/shared/ui';

/** Offers to move a deal to another stage of its pipeline, wherever it is on screen. Draws nothing. */
export function StageActions({ deal }: { deal: RecordData }) {
  const stages = useCall('stages.list', { ordering: ['position'], limit: 200 });
  // A row of a list holds the columns that are shown: where its stage is not among them, the deal is asked.
  const asked = useCall('opportunities.get', { id: deal.id }, { enabled: deal['stage'] === undefined });
  const now = deal['stage'] ?? asked.data?.record.stage;
  const pipeline = stages.data?.items.find((stage) => stage.id === now)?.pipeline;
  const choices = (): Choice[] =>
    (stages.data?.items ?? [])
      .filter((stage) => pipeline && stage.pipeline === pipeline && stage.id !== now)
      .map((stage) => ({ id: stage.id, label: String(stage.name), hue: (stage.hue as number | null) ?? null, run: () => void move(deal, stage.id, String(stage.name)) }));
  useActionChoices('record.move', choices, deal.deleted_at === null && stages.data !== undefined);
  return null;
}

async function move(deal: RecordData, stage: string, name: string): Promise<void> {
  try {
    const moved = await insist('opportunity', deal, { stage }, (revision) => callByName<RecordData>('opportunities.move', { id: deal.id, stage, if_match: revision }));
    if (moved) toast(t('board.movedTo', { name: String(moved['name'] ?? ''), stage: name }), { action: undoOf() });
  } catch (error) {
    toastError(t('board.notMoved'), error);
  }
}
