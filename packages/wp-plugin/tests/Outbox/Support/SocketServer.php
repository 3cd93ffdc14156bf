<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox\Support;

use RuntimeException;

/** A real server on a socket whose answers the test gives when it wants to; for workers that are processes of their own. */
final class SocketServer
{
    private const PATIENCE = 30;

    public string $origin;

    /** @var resource */
    private $socket;

    /** @param string $origin Where it listens; by default where there is room. */
    public function __construct(string $origin = 'http://127.0.0.1:0')
    {
        $socket = stream_socket_server('tcp' . substr($origin, 4));
        if ($socket === false) {
            throw new RuntimeException('There is no socket to be had.');
        }
        $this->socket = $socket;
        $this->origin = 'http://' . stream_socket_get_name($socket, false);
    }

    /**
     * Waits for the next request and reads it whole.
     *
     * @return array{connection: resource, head: string, body: string}
     */
    public function next(): array
    {
        $connection = stream_socket_accept($this->socket, self::PATIENCE);
        if ($connection === false) {
            throw new RuntimeException('Nobody came.');
        }
        stream_set_timeout($connection, self::PATIENCE);
        $head = '';
        while (($line = fgets($connection)) !== false && trim($line) !== '') {
            $head .= $line;
        }
        preg_match('/^content-length: (\d+)/mi', $head, $length);
        $missing = (int) ($length[1] ?? 0);
        $body = '';
        while ($missing > 0 && ($part = (string) fread($connection, $missing)) !== '') {
            $body .= $part;
            $missing -= strlen($part);
        }
        return ['connection' => $connection, 'head' => $head, 'body' => $body];
    }

    /**
     * @param array{connection: resource} $request
     * @param array<string, mixed>        $json
     */
    public function answer(array $request, int $status, array $json): void
    {
        $body = (string) json_encode($json);
        fwrite($request['connection'], "HTTP/1.1 $status X\r\nContent-Type: application/json\r\nConnection: close\r\n"
            . 'Content-Length: ' . strlen($body) . "\r\n\r\n" . $body);
        fclose($request['connection']);
    }

    /** @param array{connection: resource} $request */
    public function hangUp(array $request): void
    {
        fclose($request['connection']);
    }

    public function close(): void
    {
        fclose($this->socket);
    }
}
