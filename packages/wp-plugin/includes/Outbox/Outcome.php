<?php

declare(strict_types=1);

namespace Handoff\Outbox;

use Handoff\Connection\Answer;

/** What an answer of the server to some events means for the sender. */
final class Outcome
{
    /** `$results` holds one result for each event. */
    public const RESULTS = 'results';
    /** Too much at once: send less. For one event alone: it is too large. */
    public const TOO_LARGE = 'too_large';
    /** Something in it is not right: send one by one. For one event alone: it is that one. */
    public const UNFIT = 'unfit';
    /** Wait for `$seconds`. */
    public const WAIT = 'wait';
    /** This site's clock is off. */
    public const CLOCK = 'clock';
    /** The server no longer accepts this site. */
    public const BLOCKED = 'blocked';
    /** No answer, or one that is no answer of a Handoff server. */
    public const FAILED = 'failed';

    private const STATUSES = ['accepted', 'repeat', 'revision', 'rejected'];
    /** A server that asks for more is asked again after this long, in seconds. */
    private const LONGEST_WAIT = 86400;

    public string $kind;
    /** A stable code and words for people. */
    public string $code;
    public string $message;
    public int $seconds = 0;

    /** @var array<int, array<string, mixed>> */
    public array $results = [];

    private function __construct(string $kind, string $code, string $message)
    {
        $this->kind = $kind;
        $this->code = $code;
        $this->message = $message;
    }

    /**
     * @param int $count How many events were sent.
     * @param int $now   This site's time, Unix seconds.
     */
    public static function of(Answer $answer, int $count, int $now): self
    {
        $code = (string) $answer->errorCode();
        $words = (string) $answer->errorMessage();
        switch ($answer->status) {
            case 202:
                return self::ofResults($answer->json(), $count);
            case 413:
                $words = $words === '' ? __('The event is too large for the server.', 'handoff') : $words;
                return new self(self::TOO_LARGE, 'body_too_large', $words);
            case 422:
                return $code === '' ? self::failure($answer) : new self(self::UNFIT, $code, self::withProblems($answer));
            case 401:
                return $code === '' ? self::failure($answer) : self::unauthorized($answer, $code, $words, $now);
            case 429:
            case 503:
                return $answer->retryAfter() === null ? self::failure($answer) : self::wait($answer, $code, $words);
            default:
                return self::failure($answer);
        }
    }

    /**
     * The words of a `rejected` result.
     *
     * @param array<string, mixed> $result
     *
     * @return array{0: string, 1: string} Code and words.
     */
    public static function rejection(array $result): array
    {
        $error = is_array($result['error'] ?? null) ? $result['error'] : [];
        $code = is_string($error['code'] ?? null) ? $error['code'] : 'rejected';
        $words = is_string($error['message'] ?? null) ? $error['message'] : '';
        return [$code, $words . self::problems($error['problems'] ?? null)];
    }

    /** @param array<mixed>|null $json */
    private static function ofResults(?array $json, int $count): self
    {
        $results = is_array($json['results'] ?? null) ? array_values($json['results']) : [];
        $readable = count($results) === $count;
        foreach ($results as $result) {
            $readable = $readable && is_array($result) && in_array($result['status'] ?? null, self::STATUSES, true);
        }
        if (!$readable) {
            $words = __('The server’s answer could not be read, so the events count as not sent. They are sent again; nothing doubles.', 'handoff');
            return new self(self::FAILED, 'unreadable', $words);
        }
        $outcome = new self(self::RESULTS, '', '');
        $outcome->results = $results;
        return $outcome;
    }

    private static function unauthorized(Answer $answer, string $code, string $words, int $now): self
    {
        if ($code !== 'clock_skew') {
            return new self(self::BLOCKED, $code, $words);
        }
        $theirs = strtotime((string) ($answer->json()['error']['serverTime'] ?? ''));
        $message = $theirs === false
            ? __('This site’s clock is off, so the server refuses its events. Ask your host to set the server’s time. Events are kept and sent by themselves after that.', 'handoff')
            : sprintf(
                /* translators: 1: the companion server's time, 2: this site's time, both UTC. */
                __('This site’s clock is off: the server has %1$s, this site %2$s (UTC). Ask your host to set the server’s time. Events are kept and sent by themselves after that.', 'handoff'),
                gmdate('Y-m-d H:i:s', $theirs),
                gmdate('Y-m-d H:i:s', $now)
            );
        return new self(self::CLOCK, $code, $message);
    }

    private static function wait(Answer $answer, string $code, string $words): self
    {
        $outcome = new self(
            self::WAIT,
            $code === '' ? 'http_' . $answer->status : $code,
            $words === '' ? __('The server is busy and asked to wait.', 'handoff') : $words
        );
        $outcome->seconds = min(self::LONGEST_WAIT, max(1, (int) $answer->retryAfter()));
        return $outcome;
    }

    private static function failure(Answer $answer): self
    {
        if ($answer->status === 0) {
            return new self(self::FAILED, 'no_answer', $answer->error);
        }
        $said = (string) $answer->errorMessage();
        if ($said !== '') {
            return new self(self::FAILED, (string) ($answer->errorCode() ?? 'http_' . $answer->status), $said);
        }
        /* translators: %d: HTTP status. */
        $words = __('Something that is not your Handoff server answered in its place (HTTP %d). Handoff tries again by itself.', 'handoff');
        return new self(self::FAILED, 'http_' . $answer->status, sprintf($words, $answer->status));
    }

    private static function withProblems(Answer $answer): string
    {
        return $answer->errorMessage() . self::problems($answer->json()['error']['problems'] ?? null);
    }

    /** @param mixed $problems */
    private static function problems($problems): string
    {
        $lines = [];
        foreach (is_array($problems) ? array_slice($problems, 0, 5) : [] as $problem) {
            if (is_array($problem) && is_string($problem['path'] ?? null) && is_string($problem['message'] ?? null)) {
                $lines[] = $problem['path'] . ': ' . $problem['message'];
            }
        }
        return $lines === [] ? '' : ' (' . implode(' · ', $lines) . ')';
    }
}
