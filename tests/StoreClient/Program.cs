using System.Diagnostics;
using System.Globalization;
using CxOne;
using CxOne.Audit;
using CxOne.Connection;
using CxOne.Errors;
using CxOne.Exclusive;
using CxOne.Http;
using CxOne.Store;
using CxOne.Stores;

// A process that shares a store with others; the connection string is in CXONE_STORE, everything else in the arguments.
var store = await PostgresStore.OpenAsync(
    new CxStoreOptions
    {
        ConnectionString = Environment.GetEnvironmentVariable("CXONE_STORE")!,
        Origin = new AuditOrigin("client", Environment.MachineName, Environment.ProcessId),
    },
    CancellationToken.None);

switch (args)
{
    // budget <address> <limit per minute> <seconds> <folder>: sends GETs as fast as the budget allows, then prints their number.
    case ["budget", var address, var limit, var seconds, var folder]:
    {
        using var connection = await ConnectAsync(address, Number(limit), folder);
        Say("ready");
        _ = Console.In.ReadLine();
        var (sent, watch) = (0, Stopwatch.StartNew());
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(Number(seconds)));
        try
        {
            while (true)
            {
                await connection.Client.SendAsync(
                    new CxRequest { Method = HttpMethod.Get, Path = "/api/v2/tenant" },
                    NullCxLog.Instance, stop.Token);
                sent++;
            }
        }
        catch (OperationCanceledException)
        {
            Say(string.Create(CultureInfo.InvariantCulture, $"{sent} {watch.Elapsed.TotalSeconds:0.0}"));
        }

        catch (CxException exception)
        {
            Say($"{sent} failed: {exception.ErrorId} {exception.Message}");
            return 1;
        }

        return 0;
    }

    // audit <address> <operations> <folder>: records Started and Succeeded of each, and prints each id after the log has returned it.
    case ["audit", var address, var operations, var folder]:
    {
        using var connection = await ConnectAsync(address, 1_000_000, folder);
        var log = connection.OpenAuditLog();
        for (var operation = 1; operation <= Number(operations); operation++)
        {
            var id = Guid.NewGuid().ToString("D");
            foreach (var outcome in new[] { AuditOutcome.Started, AuditOutcome.Succeeded })
            {
                try
                {
                    var entry = new AuditEntry { Action = "Test.Write", Outcome = outcome, OperationId = id };
                    Say(log.Append(entry, NullCxLog.Instance).AuditId);
                }
                catch (AuditWriteException kept)
                {
                    // The spool holds it, and the next connection forwards it.
                    Say(kept.Record.AuditId);
                }
                catch (CxException refused) when (refused.Definition == CxErrors.StoreUnavailable)
                {
                    Say("refused");
                    break;
                }
            }
        }

        return 0;
    }

    // lock <name>: takes a lock, prints "held", and holds it until a line comes in.
    case ["lock", var name]:
    {
        await using var lease = await ExclusiveUse.AcquireAsync(
            store.Locks, name, Timeout.InfiniteTimeSpan, TimeProvider.System, new CxTextLog(Console.Error), CancellationToken.None);
        Say("held");
        _ = Console.In.ReadLine();
        return 0;
    }

    default:
        Console.Error.WriteLine("Usage: StoreClient budget | audit | lock …");
        return 2;
}

Task<CxConnection> ConnectAsync(string address, int limit, string folder)
    => CxConnector.ConnectAsync(
        new CxConnectOptions
        {
            Endpoint = CxEndpoint.Create(CxEndpointStyle.Environment, address),
            Credential = new CxCredential("sandbox", "sandbox-secret"),
            Requests = new CxRequestOptions { RequestsPerMinute = limit, MaximumRetryCount = 0 },
            AuditFolder = folder,
            Store = store,
        },
        NullCxLog.Instance,
        CancellationToken.None);

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
