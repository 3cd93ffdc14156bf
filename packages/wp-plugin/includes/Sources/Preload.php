<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\Answers;
use Handoff\Capture\EventDraft;
use Handoff\Capture\FileInfo;
use Handoff\Capture\Notes;
use Handoff\Capture\RequestContext;
use Handoff\Capture\Secrets;
use Handoff\Capture\Text;
use Handoff\Capture\Traceparent;
use Handoff\Connection\Origin;
use Handoff\Connection\PairingRecord;
use Handoff\Connection\PublicKey;
use Handoff\Connection\SiteIdentity;
use Handoff\Outbox\AddResult;
use Handoff\Outbox\Ascii;
use Handoff\Outbox\Entry;
use Handoff\Settings\Rules;
use Handoff\Turnstile\Widget;

/**
 * Loads what a capture needs when a request that may bring a submission begins: it may take a while until its form is
 * there, and while WordPress replaces the plugin's files by an update there is nothing to load.
 */
final class Preload
{
    private const CLASSES = [
        AddResult::class, Answers::class, Ascii::class, Entry::class, EventDraft::class, FileInfo::class, Notes::class, Origin::class,
        PairingRecord::class, PublicKey::class, RequestContext::class, Rules::class, Secrets::class, SiteIdentity::class,
        Submission::class, Text::class, Traceparent::class, Widget::class,
    ];

    /** @param Source[] $sources Those that listen. */
    public static function run(array $sources): void
    {
        array_map('class_exists', self::CLASSES);
        foreach ($sources as $source) {
            $name = get_class($source);
            $folder = __DIR__ . '/' . substr((string) strrchr($name, '\\'), 1);
            foreach (is_dir($folder) ? (array) scandir($folder) : [] as $file) {
                if (substr((string) $file, -4) === '.php') {
                    class_exists($name . '\\' . substr((string) $file, 0, -4));
                }
            }
        }
    }
}
