using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CxOne.Errors;
using CxOne.Http;
using CxOne.Tests.Support;

namespace CxOne.Tests.Http;

/// <summary>An answer of 100 MB. The bytes that the module reads of it bound its memory.</summary>
public sealed class LargeAnswerTests
{
    private const int Megabyte = 1024 * 1024;
    private const int Size = 100 * Megabyte;

    // The buffers of the sockets on both sides.
    private const int OnTheWay = 16 * Megabyte;

    [Theory]
    [InlineData("length", "GET", 0)]
    [InlineData("length", "POST", 0)]
    [InlineData("chunks", "GET", 64 * Megabyte)]
    [InlineData("chunks", "POST", 64 * Megabyte)]
    [InlineData("no end", "GET", 64 * Megabyte)]
    [InlineData("gzip", "GET", 64 * Megabyte)]
    public async Task An_answer_of_a_hundred_megabytes_is_not_read_beyond_the_limit_and_the_error_says_why(
        string how, string method, int read)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, how);
        var request = (method == "GET" ? TestSession.Get() : TestSession.Post()) with { LookUp = "Look." };
        using (var client = new BareClient(
            new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), new CxRequestOptions()))
        {
            var error = await Assert.ThrowsAnyAsync<CxRequestException>(
                () => client.Client.SendAsync(request, NullCxLog.Instance, CancellationToken.None).WaitAsync(Gate.Patience));

            // A write whose answer cannot be read may have been made.
            Assert.Equal(method == "GET" ? "ResponseInvalid" : "OutcomeUnknown", error.ErrorId);
            Assert.Equal(method == "GET" ? HttpMessages.AskForLessAdvice : "Look.", error.RecommendedAction);
            Assert.Equal(1, error.Attempts);
            Assert.Contains("67108864 bytes", error.Message, StringComparison.Ordinal);
            Assert.Contains($"{method} {error.Uri}", error.Message, StringComparison.Ordinal);
        }

        var sent = await serving.WaitAsync(Gate.Patience);
        Assert.InRange(sent, 1, read + OnTheWay);
    }

    /// <returns>The number of uncompressed bytes that were sent before the client closed the connection.</returns>
    private static async Task<long> ServeAsync(TcpListener listener, string how)
    {
        using var socket = await listener.AcceptSocketAsync();
        await using var stream = new NetworkStream(socket);
        _ = await stream.ReadAsync(new byte[4096]);
        var head = how switch
        {
            "length" => string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Size}\r\n"),
            "chunks" => "Transfer-Encoding: chunked\r\n",
            "gzip" => "Content-Encoding: gzip\r\nConnection: close\r\n",
            _ => "Connection: close\r\n",
        };
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{head}\r\n"));
        var block = new byte[Megabyte];
        Array.Fill(block, (byte)'x');
        Stream body = how == "gzip" ? new GZipStream(stream, CompressionLevel.Fastest) : stream;
        long sent = 1;
        try
        {
            for (; sent < Size; sent += block.Length)
            {
                if (how == "chunks")
                {
                    await body.WriteAsync("100000\r\n"u8.ToArray());
                }

                await body.WriteAsync(block);
                if (how == "chunks")
                {
                    await body.WriteAsync("\r\n"u8.ToArray());
                }
            }
        }
        catch (IOException)
        {
            // The client has closed the connection.
        }

        return how == "gzip" ? 1 : sent;
    }
}
