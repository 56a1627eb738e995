using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CxOne.Connection;

namespace CxOne.Published;

/// <summary>
/// The windows of the dialer history that a connection has read in the last hour. An answer has all skills, so that the history of another
/// skill needs no request. The number of rows is limited, and the windows that were read first are forgotten first.
/// </summary>
internal sealed class DialerHistoryCache
{
    /// <summary>About 90 days of 40 skills in intervals of 30 minutes, or 7 MB.</summary>
    public const int MostRows = 200_000;

    private static readonly ConditionalWeakTable<CxConnection, DialerHistoryCache> Caches = [];
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<DateTimeOffset, (DateTimeOffset ReadAt, DialerInterval[] Rows)> _windows = [];
    private readonly Queue<DateTimeOffset> _order = [];
    private readonly ConcurrentDictionary<int, string> _names = new();
    private long _rows;

    /// <summary>The length of requests that the tenant accepts, as an index; see <see cref="DialerHistoryFetcher"/>.</summary>
    public int Level { get; set; }

    /// <summary>The number of rows that are kept.</summary>
    public long Rows
    {
        get
        {
            lock (_lock)
            {
                return _rows;
            }
        }
    }

    /// <summary>The cache of a connection. It lives as long as the connection.</summary>
    public static DialerHistoryCache Of(CxConnection connection) => Caches.GetValue(connection, static _ => new DialerHistoryCache());

    /// <summary>The name of a skill, as the tenant's rows have it.</summary>
    public string? Name(int skillId) => _names.GetValueOrDefault(skillId);

    public void SetName(int skillId, string? name)
    {
        if (name is not null)
        {
            _names[skillId] = name;
        }
    }

    /// <summary>Returns the rows of a window that was read in the last hour, or <see langword="null"/>.</summary>
    public DialerInterval[]? Find(DateTimeOffset start, DateTimeOffset now)
    {
        lock (_lock)
        {
            return _windows.TryGetValue(start, out var window) && now - window.ReadAt < KeptFor ? window.Rows : null;
        }
    }

    /// <summary>Keeps a window, instead of an older reading of it.</summary>
    public void Keep(DateTimeOffset start, DialerInterval[] rows, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_windows.Remove(start, out var former))
            {
                _rows -= former.Rows.Length;
            }

            _windows.Add(start, (now, rows));
            _order.Enqueue(start);
            _rows += rows.Length;
            while (_rows > MostRows || _order.Count > MostRows)
            {
                // A window that was read again is in the queue twice; the newer entry counts.
                var oldest = _order.Dequeue();
                if (!_order.Contains(oldest) && _windows.Remove(oldest, out var forgotten))
                {
                    _rows -= forgotten.Rows.Length;
                }
            }
        }
    }
}
