<?php

declare(strict_types=1);

namespace Handoff\Tests\Support;

use WP_Error;

/**
 * Answers what WordPress sends over HTTP, so that no test reaches a network. Strict: a request that nobody prepared an
 * answer for gets an error, and is among the problems that fail the test.
 */
final class HttpAnswerer
{
    /** @var array<int, array{method: string, url: string, headers: array<string, string>, body: string, args: array<string, mixed>}> */
    public array $requests = [];

    /** @var array<int, array{method: string, url: string, answer: mixed, times: ?int}> */
    private array $prepared = [];

    /** @var string[] */
    private array $unexpected = [];

    /**
     * Prepares the answer to one request; several for the same are given in turn.
     *
     * @param string                         $url    The whole URL without query, or a pattern in `#…#`.
     * @param int                            $status 0: the connection fails.
     * @param array<mixed>|string|callable   $body   An array becomes JSON; a callable gets the request, and gives the
     *                                               body or [status, body, headers].
     * @param array<string, string>          $headers
     */
    public function answer(string $method, string $url, int $status, $body = '', array $headers = []): self
    {
        return $this->prepare($method, $url, [$status, $body, $headers], 1);
    }

    /** As `answer`, for any number of requests, also none. */
    public function always(string $method, string $url, int $status, $body = '', array $headers = []): self
    {
        return $this->prepare($method, $url, [$status, $body, $headers], null);
    }

    /** @return array<string, mixed>|null The JSON of the last request's body. */
    public function lastJson(): ?array
    {
        $last = end($this->requests);
        return $last === false ? null : json_decode($last['body'], true);
    }

    /** @return string[] What should not have happened, or did not. */
    public function problems(): array
    {
        $problems = $this->unexpected;
        foreach ($this->prepared as $one) {
            if ($one['times'] !== null) {
                $problems[] = "Nobody asked for {$one['method']} {$one['url']}.";
            }
        }
        return $problems;
    }

    /**
     * The filter `pre_http_request`.
     *
     * @param mixed                $given
     * @param array<string, mixed> $args
     *
     * @return array<string, mixed>|WP_Error
     */
    public function filter($given, array $args, string $url)
    {
        $request = [
            'method' => strtoupper((string) ($args['method'] ?? 'GET')),
            'url' => $url,
            'headers' => array_change_key_case((array) ($args['headers'] ?? [])),
            'body' => is_array($args['body'] ?? '') ? http_build_query($args['body']) : (string) ($args['body'] ?? ''),
            'args' => $args,
        ];
        $this->requests[] = $request;
        foreach ($this->prepared as $index => $one) {
            if ($one['method'] === $request['method'] && $this->matches($one['url'], $url)) {
                if ($one['times'] !== null) {
                    unset($this->prepared[$index]);
                }
                return $this->response($one['answer'], $request);
            }
        }
        $this->unexpected[] = "Nobody expected {$request['method']} $url.";
        return new WP_Error('http_request_failed', "No test prepared an answer to {$request['method']} $url.");
    }

    /** @param array{0: int, 1: mixed, 2: array<string, string>} $answer */
    private function prepare(string $method, string $url, array $answer, ?int $times): self
    {
        $this->prepared[] = ['method' => $method, 'url' => $url, 'answer' => $answer, 'times' => $times];
        return $this;
    }

    private function matches(string $wanted, string $url): bool
    {
        return $wanted[0] === '#' ? preg_match($wanted, $url) === 1 : $wanted === strtok($url, '?');
    }

    /**
     * @param array{0: int, 1: mixed, 2: array<string, string>} $answer
     * @param array<string, mixed>                              $request
     *
     * @return array<string, mixed>|WP_Error
     */
    private function response(array $answer, array $request)
    {
        [$status, $body, $headers] = $answer;
        if (is_callable($body)) {
            $body = $body($request);
            if (is_array($body) && is_int($body[0] ?? null)) {
                [$status, $body, $headers] = $body + [1 => '', 2 => []];
            }
        }
        if ($status === 0) {
            return new WP_Error('http_request_failed', is_string($body) && $body !== '' ? $body : 'cURL error 7: Failed to connect');
        }
        if (is_array($body)) {
            $body = (string) wp_json_encode($body);
            $headers += ['content-type' => 'application/json'];
        }
        return [
            'headers' => new \WpOrg\Requests\Utility\CaseInsensitiveDictionary($headers),
            'body' => $body,
            'response' => ['code' => $status, 'message' => get_status_header_desc($status)],
            'cookies' => [],
            'filename' => null,
        ];
    }
}
