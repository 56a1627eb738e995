using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>Reads IVR definitions.</summary>
public static class IvrDefinitions
{
    /// <summary>All of them, a request a page, none before it is asked for.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<IvrDefinition>> ListAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).ListDefinitionsAsync(cancellationToken);
    }

    /// <summary>One of them.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">Its id.</param>
    /// <param name="log">Gets one verbose line a request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="Errors.CxRequestException">There is none (<c>ObjectNotFound</c>), or any request error.</exception>
    public static Task<IvrDefinition> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).GetDefinitionAsync(id, cancellationToken);
    }
}
