using CxOne.Connection;
using CxOne.Http;

namespace CxOne.PowerShell.Base;

/// <summary>How objects of one kind are read, and what identifies them.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="Get">Reads one object by its id.</param>
/// <param name="List">Reads all of them, page by page.</param>
/// <param name="Id">The id, which is unique.</param>
/// <param name="Name">The name, which several objects may share; <see langword="null"/> for none.</param>
/// <param name="Address">Another text by which users know the object, such as a phone number; <see langword="null"/> for none.</param>
internal sealed record ObjectSource<T>(
    Func<CxConnection, string, ICxLog, CancellationToken, Task<T>> Get,
    Func<CxConnection, ICxLog, CancellationToken, IAsyncEnumerable<CxPage<T>>> List,
    Func<T, string> Id,
    Func<T, string?> Name,
    Func<T, string?>? Address = null)
    where T : notnull
{
    /// <summary>The texts other than the id that mean an object.</summary>
    public IEnumerable<string> Names(T item) => new[] { Name(item), Address?.Invoke(item) }.OfType<string>();
}
