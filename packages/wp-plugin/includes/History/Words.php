<?php

declare(strict_types=1);

namespace Handoff\History;

use Handoff\Sources\Registry;
use Handoff\Sources\Source;

/** What a finished scan or backfill tells its owner. */
final class Words
{
    /** @param Source[] $sources The active ones. */
    public static function ofScan(Job $job, array $sources): string
    {
        $words = [
            $job->captured === 0
                ? __('Nothing was missing.', 'handoff')
                : sprintf(
                    /* translators: %d: number of events. */
                    _n('%d event was missing and has been captured.', '%d events were missing and have been captured.', $job->captured, 'handoff'),
                    $job->captured
                ),
        ];
        if ($job->read !== []) {
            /* translators: %s: names of plugins. */
            $words[] = sprintf(__('Compared: %s.', 'handoff'), implode(', ', $job->read));
        }
        if ($job->unread !== []) {
            $words[] = self::unread($job);
        }
        foreach ($sources as $source) {
            $note = Registry::ask($source, static fn() => $source->keepsNoEntries(), null);
            // Where there is no form, nothing can have been missed.
            if ($note !== null && Registry::ask($source, static fn() => $source->forms(), []) !== []) {
                /* translators: 1: name of a plugin, 2: why its entries cannot be compared, one or more sentences. */
                $words[] = sprintf(__('%1$s was not compared. %2$s', 'handoff'), $source->title(), $note);
            }
        }
        return implode(' ', array_merge($words, self::leftOut($job)));
    }

    public static function ofBackfill(Job $job): string
    {
        if ($job->unread !== []) {
            return self::unread($job);
        }
        $words = [
            $job->captured === 0
                ? __('There was nothing that Handoff did not have already.', 'handoff')
                : sprintf(
                    /* translators: %d: number of events. */
                    _n('%d past event was captured.', '%d past events were captured.', $job->captured, 'handoff'),
                    $job->captured
                ),
        ];
        return implode(' ', array_merge($words, self::leftOut($job)));
    }

    private static function unread(Job $job): string
    {
        return sprintf(
            /* translators: %s: names of plugins. */
            __('The entries of %s could not be read to the end. Your site’s PHP error log says why; what was found before is captured, and you can start again.', 'handoff'),
            implode(', ', $job->unread)
        );
    }

    /** @return string[] */
    private static function leftOut(Job $job): array
    {
        if ($job->leftOut === 0) {
            return [];
        }
        return [sprintf(
            /* translators: %d: number of entries. */
            _n(
                '%d entry was left out: its form is switched off, a filter on this site did not want it, or the site could not store it (then its PHP error log says so).',
                '%d entries were left out: their forms are switched off, a filter on this site did not want them, or the site could not store them (then its PHP error log says so).',
                $job->leftOut,
                'handoff'
            ),
            $job->leftOut
        )];
    }
}
