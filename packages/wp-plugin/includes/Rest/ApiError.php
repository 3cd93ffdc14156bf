<?php

declare(strict_types=1);

namespace Handoff\Rest;

/** An error with a code of the server's API and words that say what to do; every error answer has its shape. */
final class ApiError extends \RuntimeException
{
    private const STATUS = [
        'token_invalid' => 401,
        'signature_invalid' => 401,
        'forbidden' => 403,
        'not_found' => 404,
        'conflict' => 409,
        'body_too_large' => 413,
        'not_json' => 422,
        'invalid' => 422,
        'rate_limited' => 429,
        'internal' => 500,
        'unavailable' => 503,
    ];

    public string $apiCode;

    /** @var array<int, array{path: string, message: string}> */
    public array $problems;

    /** @param array<int, array{path: string, message: string}> $problems Where it is, as JSON pointers. */
    public function __construct(string $apiCode, string $message, array $problems = [])
    {
        parent::__construct($message);
        $this->apiCode = $apiCode;
        $this->problems = $problems;
    }

    /** @return array{error: array<string, mixed>} */
    public function body(): array
    {
        $problems = $this->problems === [] ? [] : ['problems' => $this->problems];
        return ['error' => ['code' => $this->apiCode, 'message' => $this->getMessage()] + $problems];
    }

    public function status(): int
    {
        return self::STATUS[$this->apiCode] ?? 500;
    }

    public function response(): \WP_REST_Response
    {
        return new \WP_REST_Response($this->body(), $this->status());
    }
}
