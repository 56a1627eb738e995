using System.Security.Cryptography;
using System.Text;

namespace CxOne.Sandbox.Ivr;

/// <summary>The compiled routing of a definition: all edges by source node.</summary>
internal static class RoutingMatrix
{
    /// <summary>Returns a checksum that depends only on the edges of a definition.</summary>
    public static string Checksum(SandboxIvrDefinition definition)
    {
        var rows = new StringBuilder();
        foreach (var node in definition.Nodes)
        {
            foreach (var edge in node.Edges)
            {
                rows.Append(node.NodeId).Append('\t')
                    .Append(edge.InputType).Append('\t')
                    .Append(edge.Input).Append('\t')
                    .Append(edge.NextNodeId).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows.ToString())));
    }
}
