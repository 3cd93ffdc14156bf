<?php

declare(strict_types=1);

namespace Handoff\History;

use Handoff\Capture\Capture;
use Handoff\Capture\EventDraft;
use Handoff\Capture\Problem;
use Handoff\Outbox\Outbox;
use Handoff\Sources\EntryPage;
use Handoff\Sources\Registry;
use Handoff\Sources\Source;

/**
 * Goes through the entries of a job's sources page by page and keeps what the outbox does not know. Where it stands is
 * stored after each page, so a process that ends in the middle costs one page read twice, and no event.
 */
final class Walk
{
    private const SECONDS = 5.0;
    private const ENTRIES = 200;
    private const PAGE = 50;
    /** A page that ended the process so often will do so again. */
    private const TRIES = 3;

    private Registry $sources;
    private Capture $capture;
    private Outbox $outbox;

    public function __construct(Registry $sources, Capture $capture, Outbox $outbox)
    {
        $this->sources = $sources;
        $this->capture = $capture;
        $this->outbox = $outbox;
    }

    /**
     * One slice: some pages, until the job's queue is empty, the time is over or enough entries were looked at.
     *
     * @param callable(EventDraft): bool $isMeant Whether the job is about it; all else is left out.
     * @param callable(Source): void     $onRead  A source was looked through to its end.
     */
    public function slice(Job $job, JobStore $store, callable $isMeant, callable $onRead, float $seconds = self::SECONDS): void
    {
        $end = microtime(true) + $seconds;
        $most = $job->done + self::ENTRIES;
        while ($job->queue !== [] && microtime(true) < $end && $job->done < $most) {
            $slug = (string) array_key_first($job->queue);
            $source = $this->sources->find($slug);
            $isThere = $source !== null && Registry::ask($source, static fn() => $source->available(), false);
            if (!$isThere || $job->tries >= self::TRIES) {
                $this->giveUp($job, $source === null ? $slug : $source->title());
                $store->save($job);
                continue;
            }
            $job->tries++;
            $store->save($job);
            try {
                $isEnd = $this->page($job, $source, $job->queue[$slug], $isMeant);
                $job->tries = 0;
                if ($isEnd) {
                    $job->read[] = $source->title();
                    $onRead($source);
                    $job->next();
                }
            } catch (\Throwable $problem) {
                Problem::report("reading entries of $slug", $problem);
            }
            $store->save($job);
        }
    }

    private function giveUp(Job $job, string $title): void
    {
        $job->unread[] = $title;
        $job->next();
    }

    /**
     * True where it was the source's last.
     *
     * @param callable(EventDraft): bool $isMeant
     */
    private function page(Job $job, Source $source, int $since, callable $isMeant): bool
    {
        $page = self::read($source, $since, $job->cursor);
        $drafts = [];
        foreach (array_filter($page->drafts, $isMeant) as $draft) {
            $drafts[$draft->idempotencyKey()] = $draft;
        }
        $known = array_flip($this->outbox->knows(array_keys($drafts)));
        $notKept = [];
        foreach (array_diff_key($drafts, $known) as $key => $draft) {
            if ($this->capture->keep($this->marked($draft, $job), $job->kind) === null) {
                $notKept[] = $key;
            } else {
                $job->captured++;
            }
        }
        // A visitor's request may have been quicker.
        $knownNow = count($notKept) === 0 ? 0 : count($this->outbox->knows($notKept));
        $job->known += count($known) + $knownNow;
        $job->leftOut += count($notKept) - $knownNow;
        // One order gives several events; people count orders.
        $job->done += count(array_unique(array_map(static fn(EventDraft $draft): string => $draft->nativeId, $drafts)));
        $job->cursor = (string) $page->next;
        return $page->next === null;
    }

    /** @throws \RuntimeException Where the database did not answer: WordPress shows that as no entries, like the end. */
    private static function read(Source $source, int $since, string $cursor): EntryPage
    {
        $errors = count($GLOBALS['EZSQL_ERROR'] ?? []);
        $page = $source->entriesSince($since, $cursor, self::PAGE);
        if ($page->drafts === [] && count($GLOBALS['EZSQL_ERROR'] ?? []) > $errors) {
            throw new \RuntimeException('The database did not answer.');
        }
        return $page;
    }

    private function marked(EventDraft $draft, Job $job): EventDraft
    {
        if ($job->silent) {
            $draft->context['silent'] = true;
        }
        return $draft;
    }
}
