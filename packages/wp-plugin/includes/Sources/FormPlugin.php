<?php

declare(strict_types=1);

namespace Handoff\Sources;

use Handoff\Capture\EventDraft;
use Handoff\Capture\Problem;
use Handoff\Capture\Secrets;
use Handoff\Capture\Text;

/** What the form plugins have in common. */
abstract class FormPlugin implements Source
{
    /** @var array<string, string> Ids made in this request, by a digest of what was submitted. */
    private array $made = [];

    public function types(): array
    {
        return ['form.submitted'];
    }

    public function keepsNoEntries(): ?string
    {
        return null;
    }

    public function countSince(int $since): ?int
    {
        return null;
    }

    /**
     * Fields for a `Form`; what never leaves the site is not shown.
     *
     * @param array<int, array{0: string, 1: string, 2: string, 3: bool}> $fields Key, label, type, whether it must be filled.
     *
     * @return array<int, array{key: string, label: string, type: string, required: bool}>
     */
    protected static function fields(array $fields): array
    {
        $known = [];
        foreach ($fields as [$key, $label, $type, $required]) {
            $plain = Text::plain($label);
            if ($key !== '' && !Secrets::isSecret($key, $type, $plain)) {
                $known[] = ['key' => $key, 'label' => $plain === '' ? $key : $plain, 'type' => $type, 'required' => $required];
            }
        }
        return $known;
    }

    /**
     * An id for a submission that its plugin keeps no entry of: the same however often hooks tell of it in one request.
     *
     * @param mixed ...$told
     */
    protected function madeUpId(...$told): string
    {
        // The same answers in another request of the same process are another submission.
        $told[] = $_SERVER['REQUEST_TIME_FLOAT'] ?? 0;
        $digest = md5((string) wp_json_encode($told, JSON_PARTIAL_OUTPUT_ON_ERROR));
        return $this->made[$digest] = $this->made[$digest] ?? wp_generate_uuid4();
    }

    protected static function submission(string $source, string $form, string $title): Submission
    {
        return new Submission($source, $form, $title);
    }

    /**
     * The drafts of rows that a query gave, oldest first, and the cursor after them. A row that cannot be read is left
     * out: one damaged entry must not end the whole search.
     *
     * @param array<int, mixed>              $rows  At most `$limit`.
     * @param callable(mixed): ?EventDraft   $draft
     * @param callable(mixed): (int|string)  $id
     */
    protected static function page(array $rows, int $limit, callable $id, callable $draft): EntryPage
    {
        $drafts = [];
        foreach ($rows as $row) {
            try {
                $made = $draft($row);
            } catch (\Throwable $problem) {
                Problem::report('reading an entry', $problem);
                continue;
            }
            if ($made !== null) {
                $drafts[] = $made;
            }
        }
        $last = end($rows);
        return new EntryPage($drafts, count($rows) < $limit || $last === false ? null : (string) $id($last));
    }

    /** Whether a table of this site (named without its prefix) is there. */
    protected static function hasTable(string $name): bool
    {
        global $wpdb;
        $table = $wpdb->prefix . $name;
        return $wpdb->get_var($wpdb->prepare('SHOW TABLES LIKE %s', $wpdb->esc_like($table))) === $table;
    }

    /** A time in the site's zone, as some plugins store it, in Unix seconds; null where there is none. */
    protected static function fromLocal(?string $time): ?int
    {
        return $time === null || strpos($time, '0000') === 0 || $time === '' ? null : (int) get_gmt_from_date($time, 'U');
    }

    /** A time in UTC in Unix seconds; null where there is none. */
    protected static function fromUtc(?string $time): ?int
    {
        $seconds = $time === null || strpos($time, '0000') === 0 || $time === '' ? false : strtotime("$time UTC");
        return $seconds === false ? null : $seconds;
    }

    protected static function toLocal(int $seconds): string
    {
        return (string) wp_date('Y-m-d H:i:s', $seconds);
    }

    protected static function toUtc(int $seconds): string
    {
        return gmdate('Y-m-d H:i:s', $seconds);
    }
}
