<?php

/** Answers one request after the other until its input ends; prints its address first. Used by LoopbackServer. */

declare(strict_types=1);

$log = $argv[1];
$socket = stream_socket_server('tcp://127.0.0.1:0');
echo stream_socket_get_name($socket, false), "\n";
while (true) {
    $read = [$socket, STDIN];
    $write = $except = null;
    if (stream_select($read, $write, $except, null) === false || in_array(STDIN, $read, true)) {
        break;
    }
    $client = stream_socket_accept($socket);
    [$method, $target] = explode(' ', (string) fgets($client));
    $length = 0;
    while (($line = trim((string) fgets($client))) !== '') {
        $length = stripos($line, 'content-length:') === 0 ? (int) substr($line, 15) : $length;
    }
    $body = $length > 0 ? (string) stream_get_contents($client, $length) : '';
    file_put_contents($log, "$target\n", FILE_APPEND);
    if ($target === '/hang-up') {
        fclose($client);
        continue;
    }
    if ($target === '/redirect') {
        fwrite($client, "HTTP/1.1 302 Found\r\nLocation: /redirected\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    } elseif ($target === '/huge') {
        fwrite($client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
        $sent = 0;
        while ($sent < 64 * 1048576 && ($bytes = @fwrite($client, str_repeat('x', 65536))) > 0) {
            $sent += $bytes;
        }
    } else {
        $answer = json_encode(['method' => $method, 'target' => $target, 'body' => $body]);
        fwrite($client, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " . strlen($answer)
            . "\r\nConnection: close\r\n\r\n" . $answer);
    }
    fclose($client);
}
