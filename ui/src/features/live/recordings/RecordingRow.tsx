import { useQueryClient } from '@tanstack/react-query';
import { Disc, FileDown, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Output, call, transport } from '@/api';
import { formatBytes, formatDateTime, formatList, t } from '@/shared/i18n';
import { goTo } from '@/shared/navigation';
import { Button, Dialog, IconButton, Menu, MenuItem, Tag, toastError } from '@/shared/ui';
import styles from '../Live.module.css';
import { SimulatedTag } from '../Simulated';
import { clock } from '../profile/breathe/Practice';
import { refreshMirror } from '../refresh';

type Recording = Output<'recordings.list'>['items'][number];
const FORMATS = ['edf', 'csv'] as const;
type Format = (typeof FORMATS)[number];

const TRACKS_SHOWN = 6;
const TYPES: Record<Format, string> = { edf: 'application/octet-stream', csv: 'text/csv' };

/** Bytes out of the text they travel as. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/** Hands a recording over as a file. */
async function handOver(id: string, format: Format): Promise<void> {
  const { file_name: name, content } = await call('recordings.export', { id, format });
  await transport().saveFile(name, bytesOf(content), TYPES[format]);
}

/** A recording: what it holds, and what can be done with it. */
export function RecordingRow({ recording: { id, started_at: at, seconds, bytes, source, simulated, tracks, damaged } }: { recording: Recording }) {
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const name = at ? formatDateTime(at) : id.slice(0, 8);
  const attempt = async (failed: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toastError(failed, error);
    } finally {
      refreshMirror(client);
    }
  };
  // What is sampled most often says best what this is.
  const telling = tracks.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
  const more = tracks.length - TRACKS_SHOWN;
  return (
    <li className={styles.row}>
      <Disc aria-hidden />
      <span className={styles.text}>
        <span className={styles.name}>
          {name}
          {simulated && <SimulatedTag />}
          {damaged && <Tag text={t('recordings.damaged')} hue={25} />}
        </span>
        <span className={styles.facts}>
          {source && <span>{source}</span>}
          <span>{clock(seconds)}</span>
          <span>{formatBytes(bytes)}</span>
        </span>
        <span className={styles.facts}>{damaged ?? formatList([...telling.slice(0, TRACKS_SHOWN).map((track) => track.name), ...(more > 0 ? [t('recordings.moreTracks', { count: more, number: more })] : [])])}</span>
      </span>
      <div className={styles.buttons}>
        <Button
          icon={Play}
          disabled={damaged !== null && seconds === 0}
          onClick={() =>
            void attempt(t('recordings.notPlayed'), async () => {
              const { device } = await call('recordings.play', { id });
              goTo('/wellbeing/live', { device });
            })
          }
        >
          {t('recordings.play')}
        </Button>
        <Menu align="end" trigger={<IconButton icon={FileDown} label={t('recordings.export', { name })} />}>
          {FORMATS.map((format) => (
            <MenuItem key={format} onSelect={() => void attempt(t('recordings.notExported'), () => handOver(id, format))}>
              {t(`recordings.as.${format}`)}
            </MenuItem>
          ))}
        </Menu>
        <IconButton icon={Trash2} label={t('recordings.delete', { name })} onClick={() => setAsking(true)} />
      </div>
      <Dialog
        open={asking}
        size="narrow"
        onClose={() => setAsking(false)}
        title={t('recordings.deleteTitle')}
        description={t('recordings.deleteText')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('ui.cancel')}</Button>
            <Button
              look="danger"
              icon={Trash2}
              onClick={() => {
                setAsking(false);
                void attempt(t('recordings.notDeleted'), () => call('recordings.delete', { id }));
              }}
            >
              {t('recordings.deleteNow')}
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </li>
  );
}
